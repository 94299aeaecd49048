import { configJson } from '../interop/configJson';
import { writeSafetensors } from '../interop/safetensors';
import { stateDict } from '../interop/stateDict';
import { tokenizerConfigJson, tokenizerJson } from '../interop/tokenizerJson';
import { parameterLayout } from '../model/layout';
import { modelCard } from './card';
import { clozeJson } from './clozeJson';
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
  readonly build: () => Uint8Array<ArrayBuffer>;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What a file of text is, and what writes it. */
const text = (path: string, about: string, write: () => string): FolderFile => ({
  path,
  about,
  build: () => utf8(write()),
});

/**
 * A run as a folder that Hugging Face Transformers and transformers.js load, with all that is known of it. The card names
 * exactly these files.
 */
export function folderOf({ run, parameters }: TakenRun): readonly FolderFile[] {
  const { settings, vocabulary } = run;
  const config = configOf(run);
  const weights = 4 * parameterLayout(config).parameterCount;
  const tensors = () => stateDict(config, parameters);
  const files: readonly FolderFile[] = [
    text('config.json', 'The model’s shape', () =>
      configJson(config, {
        hiddenDropoutProb: settings.hiddenDropoutProb,
        attentionProbsDropoutProb: settings.attentionProbsDropoutProb,
        dtype: 'float32',
      }),
    ),
    {
      path: 'model.safetensors',
      about: 'The weights, in 32-bit floats, for Transformers',
      bytes: weights,
      build: () => writeSafetensors(tensors(), 'F32'),
    },
    text('tokenizer.json', 'Splits a text into this model’s tokens', () =>
      tokenizerJson(vocabulary),
    ),
    text('tokenizer_config.json', 'Which class of tokenizer reads it', () =>
      tokenizerConfigJson(vocabulary, config.maxPositionEmbeddings),
    ),
    text('curves.csv', 'Both curves as a table', () => curvesCsv(run)),
    text('curve.svg', 'Both curves as a picture', () => curveSvg(run)),
    text(
      'cloze.json',
      'All that Cloze knows of the run: settings, curves, the exam blank by blank',
      () => clozeJson(run),
    ),
  ];
  const card = text('README.md', 'The model card: what it is, how it did, how to load it', () =>
    modelCard(run, files),
  );
  return [card, ...files];
}
