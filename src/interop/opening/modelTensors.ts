import { type BertConfig, initializerRange } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import { NotAModel } from './notAModel';
import { checkSize, otherArchitecture } from './readConfig';
import type { SafetensorsFile } from './safetensorsFile';

/** The tensors of a BertForMaskedLM in a file, under the names that the layout has. */
export interface ModelTensors {
  readonly file: SafetensorsFile;
  /** Name of the layout -> name in the file */
  readonly names: ReadonlyMap<string, string>;
  /** What else is in the file and is not needed, in words for the page */
  readonly ignored: readonly string[];
}

const WORDS = 'bert.embeddings.word_embeddings.weight';
const TYPES = 'bert.embeddings.token_type_embeddings.weight';
const POSITIONS = 'bert.embeddings.position_embeddings.weight';
const BIAS = 'cls.predictions.bias';
const DECODER = 'cls.predictions.decoder.weight';
const DECODER_BIAS = 'cls.predictions.decoder.bias';

/** Parts of a file that guessing blanks does not need. */
const NOT_NEEDED: readonly (readonly [RegExp, string])[] = [
  [/^bert\.pooler\./, 'the pooler'],
  [/^cls\.seq_relationship\./, 'the head for the next sentence'],
  [/\.(position_ids|token_type_ids)$/, 'lists of positions'],
];

/** Names that tell another architecture, where config.json is missing. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^distilbert\./, 'distilbert'],
  [/^roberta\./, 'roberta'],
  [/^albert\./, 'albert'],
  [/^deberta\./, 'deberta-v2'],
  [/^electra\./, 'electra'],
  [/^(transformer\.h|h)\.\d/, 'gpt2'],
  [/^model\.layers\.\d/, 'modernbert'],
];

const broken = (why: string) =>
  new NotAModel(
    'The weights are not those of a whole BERT.',
    why,
    'Save it again with BertForMaskedLM.from_pretrained(…).save_pretrained(folder).',
  );

const noHead = () =>
  new NotAModel(
    'This model has no head that guesses words.',
    'It has only BERT’s layers, saved as a BertModel, so there is nothing to fill blanks with.',
    'Save it with BertForMaskedLM, or choose one that was published for fill-mask.',
  );

/** Old names, and those of a model that was saved without its prefix. */
function layoutName(name: string, isBare: boolean): string {
  const modern = name
    .replace(/LayerNorm\.gamma$/, 'LayerNorm.weight')
    .replace(/LayerNorm\.beta$/, 'LayerNorm.bias');
  return isBare && /^(embeddings|encoder|pooler)\./.test(modern) ? `bert.${modern}` : modern;
}

/**
 * Finds the tensors of a BertForMaskedLM in a file.
 *
 * @throws {NotAModel} where they are of another architecture, or the head is missing
 */
export function modelTensors(file: SafetensorsFile): ModelTensors {
  const given = [...file.entries.keys()];
  for (const [prefix, type] of PREFIXES) {
    if (given.some((name) => prefix.test(name))) throw otherArchitecture(type);
  }
  const isBare = !given.some((name) => name.startsWith('bert.'));
  const names = new Map<string, string>();
  const ignored = new Set<string>();
  for (const name of given) {
    const known = layoutName(name, isBare);
    const part = NOT_NEEDED.find(([pattern]) => pattern.test(known))?.[1];
    if (part) ignored.add(part);
    else if (!/^(bert|cls)\./.test(known)) ignored.add(`“${name.split('.')[0]}”`);
    else if (names.has(known))
      throw broken(`“${known}” is in it twice, under an old and a new name.`);
    else names.set(known, name);
  }
  const decoder = names.get(DECODER);
  if (!names.has(WORDS) && decoder !== undefined) names.set(WORDS, decoder); // saved once, under the other name
  if (!names.has(WORDS)) throw broken(`It has no “${WORDS}”.`);
  if (!names.has('cls.predictions.transform.dense.weight')) throw noHead();
  // The bias of the decoder may be there under two names. Where they differ, Transformers adds this one.
  const bias = names.get(DECODER_BIAS);
  if (bias !== undefined) {
    names.set(BIAS, bias);
    names.delete(DECODER_BIAS);
  }
  return { file, names, ignored: [...ignored] };
}

const shapeIn = ({ file, names }: ModelTensors, name: string): readonly number[] | undefined => {
  const known = names.get(name);
  return known === undefined ? undefined : file.entries.get(known)?.shape;
};

/** Numbers of a head in every BERT that was published. */
const USUAL_HEAD = 64;

/**
 * The shape of a model whose config.json is missing. How many heads it has is not in its weights: 64 numbers each is what
 * published BERTs have.
 *
 * @throws {NotAModel} where it cannot be told
 */
export function configOf(tensors: ModelTensors): BertConfig {
  const [vocabSize = 0, hiddenSize = 0] = shapeIn(tensors, WORDS) ?? [];
  const layers = [...tensors.names.keys()].map((name) =>
    /^bert\.encoder\.layer\.(\d+)\./.exec(name),
  );
  if (hiddenSize % USUAL_HEAD !== 0) {
    throw new NotAModel(
      'config.json is missing.',
      'Without it nothing says how many heads the model has.',
      'Choose config.json together with the weights.',
    );
  }
  const config = {
    ...{ vocabSize, hiddenSize },
    numHiddenLayers:
      1 + layers.reduce((most, found) => Math.max(most, Number(found?.[1] ?? -1)), -1),
    numAttentionHeads: hiddenSize / USUAL_HEAD,
    intermediateSize: shapeIn(tensors, 'bert.encoder.layer.0.intermediate.dense.weight')?.[0] ?? 0,
    maxPositionEmbeddings: shapeIn(tensors, POSITIONS)?.[0] ?? 0,
    typeVocabSize: shapeIn(tensors, TYPES)?.[0] ?? 0,
    layerNormEps: 1e-12,
    initializerRange: initializerRange(hiddenSize),
    tieWordEmbeddings: true,
  };
  checkSize(config);
  return config;
}

/** Bytes that are compared at a time. */
const CHUNK = 1 << 22;

async function areEqual(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  for (let at = 0; at < a.size; at += CHUNK) {
    const [x, y] = await Promise.all(
      [a, b].map(async (blob) => new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer())),
    );
    if (x!.some((byte, i) => byte !== y![i])) return false;
  }
  return true;
}

/**
 * Whether the decoder is the word embeddings, as Transformers decides it: a file that has both, and not the same, has a
 * decoder of its own whatever config.json says.
 */
export async function isTied({ file, names }: ModelTensors, config: BertConfig): Promise<boolean> {
  const [words, decoder] = [names.get(WORDS)!, names.get(DECODER)];
  if (!config.tieWordEmbeddings || decoder === undefined) return config.tieWordEmbeddings;
  return words === decoder || (await areEqual(file.bytes(words), file.bytes(decoder)));
}

/**
 * Checks that the file has every tensor of `config` in its shape and no other.
 *
 * @throws {NotAModel} where that is not so
 */
export function checkTensors(tensors: ModelTensors, config: BertConfig): void {
  const { names } = tensors;
  const members = parameterLayout(config).groups.flatMap((group) => group.members);
  for (const { name, shape } of members) {
    const has = shapeIn(tensors, name);
    if (!has) throw broken(`It has no “${name}”, which a BERT of this size has.`);
    if (has.join() !== shape.join()) {
      throw broken(`Its “${name}” has the shape ${has.join(' × ')}, not ${shape.join(' × ')}.`);
    }
  }
  const expected = new Set([...members.map(({ name }) => name), DECODER]);
  for (const [name, inFile] of names) {
    if (expected.has(name)) continue;
    throw broken(`It has “${inFile}”, which is no part of the model that config.json describes.`);
  }
}
