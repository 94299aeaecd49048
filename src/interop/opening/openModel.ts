import { hash32 } from '../../base/random';
import type { BertConfig } from '../../model/config';
import type { Vocabulary } from '../../tokenizer/vocabulary';
import { vocabularyId } from '../../tokenizer/vocabularyId';
import { checkTensors, configOf, isTied, modelTensors } from './modelTensors';
import { NotAModel } from './notAModel';
import { readConfig } from './readConfig';
import { readTokenizer, type TokenizerFiles } from './readTokenizer';
import { openSafetensors } from './safetensorsFile';

/** A model that was opened from its files. */
export interface OpenedFiles {
  /** Made from the content, never 0: the same model has the same id wherever it is opened */
  readonly id: number;
  readonly config: BertConfig;
  readonly vocabulary: Vocabulary;
  /** model.safetensors as it is, not read */
  readonly weights: Blob;
  /** What was assumed, left out or ignored, in sentences for the page */
  readonly notes: readonly string[];
}

const WEIGHTS = 'model.safetensors';
/** Names of the files that are read beside the weights, and how large they may be. */
const TEXTS = ['config.json', 'tokenizer.json', 'vocab.txt', 'tokenizer_config.json'] as const;
const MOST_TEXT_BYTES = 20_000_000;
const READS = 'Cloze reads model.safetensors.';
const ELSEWHERE = 'Look for model.safetensors where the model was published.';
const CONVERT = `${ELSEWHERE} Or load it in Python with BertForMaskedLM and save it with save_pretrained: that writes one.`;

/** Weights in other formats, by what their names look like; what is wrong, why, and what to do. */
const OTHER_WEIGHTS: readonly (readonly [RegExp, string, string, string])[] = [
  [
    /\.safetensors\.index\.json$/,
    'The weights of this model are in several files.',
    'Cloze reads one file, which is enough for every BERT that it can open.',
    CONVERT,
  ],
  [
    /\.(bin|pt|pth|ckpt|pkl|pickle)$/,
    'The weights of this model are a Python pickle.',
    'Such a file can run any program when it is opened, so Cloze does not read it.',
    CONVERT,
  ],
  [/\.h5$/, 'The weights of this model are in TensorFlow’s format.', READS, ELSEWHERE],
  [
    /\.onnx$/,
    'This is an ONNX model.',
    'It can be run, but not taken apart: Cloze needs the weights by their names, to show attention and to train.',
    ELSEWHERE,
  ],
  [/\.gguf$/, 'The weights of this model are a GGUF file.', READS, ELSEWHERE],
  [/\.(msgpack|tflite)$/, 'The weights of this model are in another format.', READS, ELSEWHERE],
];

/** Whether a file of this name is looked at, or tells why a model is refused. */
export const isModelFile = (name: string): boolean =>
  name.endsWith('.safetensors') ||
  TEXTS.some((text) => text === name) ||
  OTHER_WEIGHTS.some(([pattern]) => pattern.test(name));

const baseName = (path: string) => path.split('/').at(-1)!;

/** The file with this name that lies least deep; of several the first. */
function find(files: ReadonlyMap<string, Blob>, isWanted: (name: string) => boolean) {
  const paths = [...files.keys()].filter((path) => isWanted(baseName(path)));
  paths.sort((a, b) => a.split('/').length - b.split('/').length);
  const [path] = paths;
  return path === undefined ? undefined : { path, file: files.get(path)! };
}

function findWeights(files: ReadonlyMap<string, Blob>) {
  const found =
    find(files, (name) => name === WEIGHTS) ?? find(files, (name) => name.endsWith('.safetensors'));
  const isPart = found && /-\d+-of-\d+\.safetensors$/.test(found.path);
  if (found && !isPart) return found;
  for (const [pattern, what, why, advice] of isPart ? OTHER_WEIGHTS.slice(0, 1) : OTHER_WEIGHTS) {
    if (isPart || find(files, (name) => pattern.test(name))) throw new NotAModel(what, why, advice);
  }
  throw new NotAModel(
    'The weights are missing.',
    'There is no model.safetensors among these files.',
    'Choose the whole folder of a model, or its files together.',
  );
}

/** Bytes looked at in each of so many places. */
const SAMPLE = 4096;
const PLACES = 64;

/** An id that two models share only by chance: of the tokens and of samples of the weights. */
async function idOf(vocabulary: Vocabulary, weights: Blob): Promise<number> {
  let id = hash32(weights.size ^ Number.parseInt(vocabularyId(vocabulary), 16));
  for (let i = 0; i < PLACES; i++) {
    const at = Math.floor((i * Math.max(0, weights.size - SAMPLE)) / (PLACES - 1));
    for (const byte of new Uint8Array(await weights.slice(at, at + SAMPLE).arrayBuffer())) {
      id = hash32(id ^ byte);
    }
  }
  return id || 1;
}

/**
 * Opens a model from its files, by path; only base names and the folder of the weights count. Of the weights only the
 * header and samples are read.
 *
 * @throws {NotAModel} with the reason where they cannot be opened
 */
export async function openModel(files: ReadonlyMap<string, Blob>): Promise<OpenedFiles> {
  const { path, file: weights } = findWeights(files);
  const folder = path.slice(0, path.length - baseName(path).length);
  const text = async (name: (typeof TEXTS)[number]) => {
    // Beside the weights, or anywhere else if not there: whoever chooses single files has no folders.
    const file = files.get(`${folder}${name}`) ?? find(files, (other) => other === name)?.file;
    if (!file) return undefined;
    if (file.size <= MOST_TEXT_BYTES) return file.text();
    throw new NotAModel(`${name} is too large.`, 'No BERT’s is.', 'Choose the files of a BERT.');
  };
  const [configText, ...tokenizerTexts] = await Promise.all(TEXTS.map(text));
  const [json, vocab, tokenizerConfig] = tokenizerTexts;
  // Another architecture is refused by its name, whatever else its files have.
  const told = configText === undefined ? undefined : readConfig(configText);
  const tensors = modelTensors(await openSafetensors(weights));
  const shape = told ?? configOf(tensors);
  const config = { ...shape, tieWordEmbeddings: await isTied(tensors, shape) };
  checkTensors(tensors, config);
  const tokenizer: TokenizerFiles = {
    'tokenizer.json': json,
    'vocab.txt': vocab,
    'tokenizer_config.json': tokenizerConfig,
  };
  const { vocabulary, notes } = readTokenizer(tokenizer, config.vocabSize);
  const { ignored } = tensors;
  return {
    ...{ id: await idOf(vocabulary, weights), config, vocabulary, weights },
    notes: [
      ...(told
        ? []
        : [
            'config.json is missing: heads of 64 numbers are assumed, as all published BERTs have.',
          ]),
      ...notes,
      ...(config.tieWordEmbeddings
        ? []
        : ['Its decoder has rows of its own: they are not tied to the word embeddings.']),
      ...(ignored.length > 0 ? [`Not needed to guess words: ${ignored.join(', ')}.`] : []),
    ],
  };
}
