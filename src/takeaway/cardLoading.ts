import { fileNameOf } from '../base/slug';
import { counted } from '../base/words';
import type { KeptRun } from '../storage/keptRun';
import { isUnnamed } from './cardNames';
import { VERSIONS } from './code/versions';

const SENTENCE = 'This is a [MASK].';

const versions: Readonly<Record<string, string>> = VERSIONS;

/** "pip install torch==2.13.0 transformers==5.18.0" */
const pip = (...names: readonly string[]) =>
  `pip install ${names.map((name) => `${name}==${versions[name]}`).join(' ')}`;

/** Packages by what `VERSIONS` calls them. Into the folder above: what is in this one is uploaded with it. */
const npm = (packages: Readonly<Record<string, string>>) =>
  `npm install --prefix .. ${Object.entries(packages)
    .map(([name, key]) => `${name}@${versions[key]}`)
    .join(' ')}`;

/** The scripts that fill a blank, with what they need. */
const SCRIPTS = [
  {
    about: 'ONNX Runtime',
    path: 'code/load_onnx.py',
    program: 'python',
    install: pip('onnxruntime', 'tokenizers', 'numpy'),
  },
  {
    about: 'Keras: the one that needs TensorFlow',
    path: 'code/load_keras.py',
    program: 'python',
    install: pip('tensorflow', 'keras', 'safetensors', 'tokenizers', 'numpy'),
  },
  {
    about: 'transformers.js, in Node',
    path: 'code/load_transformers_js.mjs',
    program: 'node',
    install: npm({ '@huggingface/transformers': 'transformersJs' }),
  },
  {
    about: 'TensorFlow.js, in Node',
    path: 'code/load_tfjs.mjs',
    program: 'node',
    install: npm({ '@tensorflow/tfjs': 'tfjs', '@huggingface/tokenizers': 'tokenizersJs' }),
  },
];

/**
 * How to load it. The commands hold the versions that the scripts were tried with.
 *
 * @param paths of the files in the folder
 */
export function loadingSection(run: KeptRun, paths: readonly string[]): string[] {
  const folder = isUnnamed(run.text) ? 'cloze-model' : fileNameOf(run.text.name);
  const scripts = SCRIPTS.filter(({ path }) => paths.includes(path));
  return [
    '## Load it',
    '',
    `Unpack it into a folder of its own, here called \`${folder}\`, and run what follows in that folder. It takes Python 3.11 or ` +
      'newer, or Node 20 or newer. A CPU build of PyTorch is enough. Any one of these ways will do:',
    '',
    '```python',
    `# Transformers: ${pip('torch', 'transformers')}`,
    'from transformers import pipeline',
    '',
    'fill = pipeline("fill-mask", model=".")',
    `for guess in fill("${SENTENCE}"):`,
    '    print(guess["token_str"], guess["score"])',
    '```',
    ...(scripts.length === 0
      ? []
      : [
          '',
          '```sh',
          ...scripts.flatMap(({ about, path, program, install }, i) => [
            ...(i === 0 ? [] : ['']),
            `# ${about}`,
            install,
            `${program} ${path} "${SENTENCE}"`,
          ]),
          '```',
          '',
          '`npm install --prefix ..` installs in the folder above this one, where Node finds the packages too: in this folder ' +
            'they would be uploaded with the model. `pip install -r code/requirements.txt` installs all that the Python ' +
            'scripts need.',
        ]),
    '',
    `In place of “${SENTENCE}” write a sentence with one blank, best one like those of the text. Longer input than ` +
      `${counted(run.settings.maxPositionEmbeddings, 'token')} is an error, \`[CLS]\` and \`[SEP]\` included: cut it yourself.`,
  ];
}

/** How to go on training it in PyTorch. */
export function trainingSection({ exam }: KeptRun): string[] {
  return [
    '## Go on training',
    '',
    '```sh',
    pip('torch', 'transformers', 'accelerate'),
    'python code/continue_training.py --train_file my.txt',
    'torchrun --nproc_per_node 4 code/continue_training.py --train_file my.txt  # in four processes',
    '```',
    '',
    'Any text in UTF-8 will do as `my.txt`. A tenth of its sentences are held out, for an exam of their own. `--help` lists the options.',
    '',
    `The text of this run is not in the folder.${
      exam.heldOut
        ? ' Whoever has it and passes it unchanged goes on from where the run stood: what Cloze held out stays held out, and ' +
          'the exam asks the same blanks. `cloze.json` has hashes of them.'
        : ''
    }`,
    '',
    'The new model is written to `continued`. A folder that is not empty is refused: `--output_dir` names another, and ' +
      '`--resume` goes on from the last checkpoint in it. The script prints the held-out loss at the start, at its best and at ' +
      'the end. The folder loads in Transformers, and Cloze opens it by “Open a model” and ' +
      'exports the other formats again: `onnx/`, `tfjs/` and `code/` in this folder stay with the model of this card.',
  ];
}
