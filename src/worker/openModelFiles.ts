import { reasonOf, sentence } from '../base/words';
import { CannotUnpack, unpack } from '../files/unpack';
import { NotAModel } from '../interop/opening/notAModel';
import { isModelFile, openModel } from '../interop/opening/openModel';
import type { OpenedModel } from '../protocol/models';
import type { Problem } from '../protocol/problem';
import type { TextRequest } from '../protocol/texts';

type Request = Extract<TextRequest, { type: 'openModel' }>;

/** BERT-base has 440 MB. */
const MOST_UNPACKED_BYTES = 1_000_000_000;

async function filesOf(given: Request['files']): Promise<Map<string, Blob>> {
  const [only] = given;
  if (given.length !== 1 || !only?.[0].toLowerCase().endsWith('.zip')) return new Map(given);
  try {
    return await unpack(only[1], isModelFile, MOST_UNPACKED_BYTES);
  } catch (error) {
    if (!(error instanceof CannotUnpack)) throw error;
    throw new NotAModel(`${only[0]} cannot be unpacked.`, sentence(error.message), error.advice);
  }
}

const asProblem = (error: unknown): Problem => {
  const refusal =
    error instanceof NotAModel
      ? error
      : new NotAModel('The model could not be read.', reasonOf(error), 'Choose its files again.');
  const { what, why, advice } = refusal;
  return { kind: 'settings', what, why, advice };
};

/** Opens a model from a folder, an archive or single files. */
export async function openModelFiles({
  name,
  files,
}: Request): Promise<{ readonly model: OpenedModel } | { readonly problem: Problem }> {
  try {
    const { id, config, vocabulary, weights, notes } = await openModel(await filesOf(files));
    const { hiddenSize, numHiddenLayers, numAttentionHeads, intermediateSize } = config;
    const { doLowerCase, stripAccents } = vocabulary;
    return {
      model: {
        ...{ id, vocabulary, weights, notes },
        name:
          name.replace(/\.(zip|safetensors)$/i, '') || `BERT ${numHiddenLayers} × ${hiddenSize}`,
        positions: config.maxPositionEmbeddings,
        settings: {
          ...{ hiddenSize, numHiddenLayers, numAttentionHeads, intermediateSize },
          ...{ layerNormEps: config.layerNormEps, doLowerCase, stripAccents },
          tieWordEmbeddings: config.tieWordEmbeddings,
        },
      },
    };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}
