import { configJson } from '../interop/configJson';
import { tensorsInFileOrder } from '../interop/fileOrder';
import { onnxModel } from '../interop/onnx/onnxModel';
import { writeSafetensors } from '../interop/safetensors';
import { stateDict } from '../interop/stateDict';
import { eventFile } from '../interop/tensorboard';
import { tfjsModel, WEIGHTS_FILE } from '../interop/tfjsModel/tfjsModel';
import { tokenizerConfigJson, tokenizerJson } from '../interop/tokenizerJson';
import { vocabTxt } from '../interop/vocabTxt';
import { parameterLayout } from '../model/layout';
import type { KeptRun } from '../storage/keptRun';
import { PAD_ID } from '../tokenizer/vocabulary';
import { modelCard } from './card';
import { clozeJson } from './clozeJson';
import { continueTraining } from './code/continueTraining';
import type { CodeFacts } from './code/facts';
import { loadKeras } from './code/loadKeras';
import { loadOnnx } from './code/loadOnnx';
import { loadTfjs } from './code/loadTfjs';
import { loadTransformersJs } from './code/loadTransformersJs';
import { requirements } from './code/requirements';
import { trainFromScratch } from './code/trainFromScratch';
import { curveSvg } from './curveSvg';
import { curvesCsv } from './curvesCsv';
import { configOf, type TakenRun } from './taken';

/** A file of the folder. It is built only when it is asked for, so that they are never all in memory. */
export interface FolderFile {
  /** Within the folder, with slashes */
  readonly path: string;
  /** What it is, in one line */
  readonly about: string;
  /** About how large it is, where it holds the weights and takes long to build; else build it and see */
  readonly bytes?: number;
  /** Its bytes in parts, in order; some are views of the weights */
  readonly build: () => readonly BlobPart[];
}

/** What a file of text is, and what writes it. */
const text = (path: string, about: string, write: () => string): FolderFile => ({
  path,
  about,
  build: () => [write()],
});

/** Typed arrays as a Blob takes them: none of them is shared between threads. */
const blobParts = (parts: readonly Uint8Array[]) => parts as readonly Uint8Array<ArrayBuffer>[];

/** TensorBoard looks for `tfevents` in the name; behind it stands when the file was begun, in s. */
const eventFileName = ({ savedAt }: Pick<KeptRun, 'savedAt'>) =>
  `runs/events.out.tfevents.${Math.floor(savedAt / 1000)}.cloze`;

/** The scripts of the folder. */
const codeOf = (facts: CodeFacts): readonly FolderFile[] => [
  text('code/train_from_scratch.py', 'Trains such a model in PyTorch, from nothing', () =>
    trainFromScratch(facts),
  ),
  text('code/continue_training.py', 'Goes on training this model, on one machine or many', () =>
    continueTraining(facts),
  ),
  text('code/load_keras.py', 'Loads the model in Keras', () => loadKeras(facts)),
  text('code/load_onnx.py', 'Loads the model in ONNX Runtime', () => loadOnnx(facts)),
  text('code/load_transformers_js.mjs', 'Loads the model in transformers.js', () =>
    loadTransformersJs(facts),
  ),
  text('code/load_tfjs.mjs', 'Loads the model in TensorFlow.js', () => loadTfjs(facts)),
  text(
    'code/requirements.txt',
    'Packages for the Python scripts, with their versions',
    requirements,
  ),
];

/**
 * A run as a folder that Hugging Face Transformers and transformers.js load, with all that is known of it. The card names
 * exactly these files.
 */
export function folderOf({ run, parameters }: TakenRun): readonly FolderFile[] {
  const { settings, vocabulary } = run;
  const config = configOf(run);
  const weights = 4 * parameterLayout(config).parameterCount;
  const tensors = () => tensorsInFileOrder(vocabulary, stateDict(config, parameters));
  const { context } = settings;
  const files: readonly FolderFile[] = [
    text('config.json', 'The model’s shape: layers, heads, sizes', () =>
      configJson(config, {
        hiddenDropoutProb: settings.hiddenDropoutProb,
        attentionProbsDropoutProb: settings.attentionProbsDropoutProb,
        padTokenId: vocabulary.specialIds?.[PAD_ID],
        dtype: 'float32',
      }),
    ),
    {
      path: 'model.safetensors',
      about: 'The weights, in 32-bit floats, for Transformers',
      bytes: weights,
      build: () => [writeSafetensors(tensors(), 'F32')],
    },
    text('tokenizer.json', 'The tokenizer: splits a text into this model’s tokens', () =>
      tokenizerJson(vocabulary),
    ),
    text('tokenizer_config.json', 'Tells Transformers how to load the tokenizer', () =>
      tokenizerConfigJson(vocabulary, config.maxPositionEmbeddings),
    ),
    text('vocab.txt', 'The tokens, one a line, for programs that do not read tokenizer.json', () =>
      vocabTxt(vocabulary),
    ),
    {
      path: 'onnx/model.onnx',
      about: 'The model for ONNX Runtime and transformers.js',
      bytes: weights,
      build: () => blobParts(onnxModel(config, tensors(), { context })),
    },
    text(
      'tfjs/model.json',
      'The model for TensorFlow.js: its graph',
      () => tfjsModel(config, tensors(), { context }).modelJson,
    ),
    {
      path: `tfjs/${WEIGHTS_FILE}`,
      about: 'The weights that go with tfjs/model.json',
      bytes: weights,
      build: () => blobParts(tfjsModel(config, tensors(), { context }).weights),
    },
    ...codeOf({ settings, config, text: run.text.name, sentence: 'This is a [MASK].' }),
    text('curves.csv', 'The loss by step as a table', () => curvesCsv(run)),
    text('curve.svg', 'The loss by step as a picture', () => curveSvg(run)),
    {
      path: eventFileName(run),
      about: 'The loss by step for TensorBoard',
      build: () => [eventFile(run.curves, run.savedAt / 1000)],
    },
    text(
      'cloze.json',
      'All that Cloze knows of the run: settings, curves, hashes of what was held out, the exam blank by blank',
      () => clozeJson(run),
    ),
  ];
  const card = text('README.md', 'The model card: what it is, how it did, how to load it', () =>
    modelCard(run, files),
  );
  return [card, ...files];
}
