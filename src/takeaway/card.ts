import { assertNever } from '../base/assert';
import type { Interval } from '../base/bootstrap';
import { examScore } from '../base/examScore';
import { formatCount, formatPercent } from '../base/format';
import { fileNameOf } from '../base/slug';
import { counted } from '../base/words';
import { backendName } from '../config/choices';
import { SETTING_KEYS, type Settings } from '../config/settings';
import { SETTINGS } from '../config/settingsTable';
import { STARTER_NAMES, starterOf } from '../config/starter';
import { parameterLayout } from '../model/layout';
import type { KeptRun } from '../storage/keptRun';
import { cardMetadata } from './cardMetadata';
import { VERSIONS } from './code/versions';
import { plain, tableOf } from './markdown';
import { configOf, holdsElsewhere, oneSided } from './taken';

/** A file beside the card, in one line. */
export interface CardFile {
  readonly path: string;
  readonly about: string;
}

const range = ({ low, high }: Interval, format: (value: number) => string) =>
  `[${format(low)}, ${format(high)}]`;

function beginningOf({ settings, text }: KeptRun): string {
  switch (settings.beginFrom) {
    case 'nothing':
      return 'random weights';
    case 'starter': {
      const starter = starterOf(text.language ?? '');
      return `Cloze’s ${starter ? `${STARTER_NAMES[starter]} ` : ''}starter, a small pretrained model,`;
    }
    case 'opened':
      return 'a model that was opened from its files';
    default:
      return assertNever(settings.beginFrom);
  }
}

/** What it has read, for all that is known. */
const READ: Readonly<Record<Settings['beginFrom'], (text: string) => string>> = {
  nothing: (text) => `It has read ${text} of one text, nothing else.`,
  starter: () => 'It has read the starter’s texts and this one, nothing else.',
  opened: (text) => `It has read ${text} of this text, and before that what the opened model had.`,
};

/** What the model is, how long it was trained, and on what. */
function summary(run: KeptRun): string[] {
  const { settings, text, step, backend, savedAt } = run;
  const { parameterCount } = parameterLayout(configOf(run));
  const { numHiddenLayers: L, numAttentionHeads: H, hiddenSize: D } = settings;
  const machine = backend && ` on ${backendName(backend.name)} (${plain(backend.device)})`;
  return [
    `A small BERT for masked language modelling: ${counted(parameterCount, 'parameter')} in ` +
      `${counted(L, 'layer')} of ${counted(H, 'head')}, hidden size ${D}, and a vocabulary of ` +
      `${counted(run.vocabulary.tokens.length, 'token')}. It began from ${beginningOf(run)} and was trained for ` +
      `${counted(step, 'step')} on one text, “${plain(text.name)}”, in a browser with Cloze` +
      `${machine ?? ''}. Kept on ${new Date(savedAt).toISOString().slice(0, 10)}.`,
  ];
}

/** How to load it. The commands hold the versions that the scripts were tried with. */
function loading({ name }: KeptRun): string[] {
  const folder = fileNameOf(name);
  return [
    '## Load it',
    '',
    'Python, in the folder that holds this file:',
    '',
    '```python',
    `# pip install torch==${VERSIONS.torch} transformers==${VERSIONS.transformers}`,
    'from transformers import pipeline',
    '',
    'fill = pipeline("fill-mask", model=".")',
    'for guess in fill("This is a [MASK]."):',
    '    print(guess["token_str"], guess["score"])',
    '```',
    '',
    `JavaScript, with transformers.js in Node, where this folder is called \`${folder}\`:`,
    '',
    '```js',
    `// npm install @huggingface/transformers@${VERSIONS.transformersJs}`,
    "import { env, pipeline } from '@huggingface/transformers';",
    '',
    "env.localModelPath = '..'; // the folder that holds this one",
    `const fill = await pipeline('fill-mask', '${folder}');`,
    "console.log(await fill('This is a [MASK].'));",
    '```',
    '',
    'Write words in place of “This is a”: the model knows only the words of its text.',
    '',
    '## Go on training',
    '',
    '```sh',
    `pip install torch==${VERSIONS.torch} transformers==${VERSIONS.transformers} accelerate==${VERSIONS.accelerate}`,
    'python code/continue_training.py --train_file my.txt',
    'torchrun --nproc_per_node 4 code/continue_training.py --train_file my.txt  # in four processes',
    '```',
    '',
    'The text of the run is not in this folder: bring it as `my.txt`, and the loss goes on from where it stood. What Cloze ' +
      'held out stays held out, and the exam asks the same blanks: `cloze.json` has hashes of them. Of another text a tenth is ' +
      'held out. The new model is in `continued`, a folder that loads as this one does. Cloze opens it by “Open a model”.',
  ];
}

function textSection(run: KeptRun): string[] {
  const { text, settings, sentences, changed = [] } = run;
  const kind = SETTINGS.tokenizer.names[settings.tokenizer].toLowerCase();
  const from = text.builtIn === undefined ? '' : ' It comes with Cloze.';
  const drawn =
    text.grammar === undefined ? '' : ' Its sentences were drawn from a grammar, by chance.';
  const some =
    sentences === undefined ? '' : ` ${counted(sentences, 'sentence')} of it were trained on.`;
  return [
    '## Text',
    '',
    `“${plain(text.name)}”, ${counted(text.characters, 'character')}` +
      `${text.language && !text.language.startsWith('und') ? `, language \`${text.language}\`` : ''}.` +
      `${from}${drawn}${some} A tenth of its sentences were held out for the exam. ` +
      `It was cut into tokens of this kind: ${kind}.`,
    ...(changed.length > 0
      ? ['', `Changed while it trained: ${changed.map((key) => `\`${key}\``).join(', ')}.`]
      : []),
  ];
}

/** The exam, with its intervals, and what it does not prove. */
function examSection(run: KeptRun): string[] {
  const { exam, settings, isBest, starterRead, floors } = run;
  const { accuracy, loss, perplexity } = examScore([exam]);
  const side = oneSided(settings.context);
  const percent = (share: number) => (100 * share).toFixed(1);
  const floor = floors?.[settings.context];
  return [
    '## Exam',
    '',
    `${counted(exam.blanks, 'blank')} in held-out sentences of the same text, at step ${formatCount(run.step)}. ` +
      'In brackets: 95 % intervals by a bootstrap over windows, which say nothing about other seeds.',
    '',
    ...tableOf(
      ['', 'This model', 'Interval'],
      [
        ['Right', formatPercent(exam.accuracy, 1), range(accuracy, percent)],
        ['Loss, nats', exam.loss.toFixed(2), range(loss, (nats) => nats.toFixed(2))],
        ['Perplexity', perplexity.mean.toFixed(2), range(perplexity, (words) => words.toFixed(2))],
      ],
    ),
    '',
    `For comparison: who knows nothing has a loss of ${exam.knowsNothing.toFixed(2)} nats, and who knows only how often ` +
      `each token occurs ${exam.knowsFrequencies.toFixed(2)}.` +
      (floor
        ? ` The language is known exactly: the best possible is ${floor.loss.toFixed(2)} nats and ${formatPercent(floor.accuracy, 1)} right.`
        : ''),
    ...(starterRead === undefined
      ? []
      : [
          '',
          `**This exam proves nothing.** The starter that the run began from had read ${formatPercent(starterRead)} of ` +
            'these sentences before. So the results are not in the metadata of this card.',
        ]),
    ...(settings.beginFrom === 'opened'
      ? [
          '',
          'What the opened model had read before is not known. If these sentences were among it, the exam flatters it.',
        ]
      : []),
    ...(isBest
      ? [
          '',
          'The run went on from here and did worse. The exam itself picked this step, so its figures are a little too good.',
        ]
      : []),
    ...(side === undefined
      ? []
      : [
          '',
          `**Each token saw only itself and ${side}**, in training and in this exam (\`context: ${settings.context}\`). ` +
            'Transformers and Keras let a BERT look at both sides, for which this model was never trained: there its guesses ' +
            'and its loss are others, unless you pass an attention mask that hides the other side. `onnx/` and `tfjs/` ' +
            'hide it themselves, and guess as Cloze does. So the results are not in ' +
            'the metadata of this card.',
        ]),
    '',
    '![Loss by step](curve.svg)',
  ];
}

function settingsSection({ settings, auto = [] }: KeptRun): string[] {
  const rows = SETTING_KEYS.map((key) => [
    SETTINGS[key].label,
    `\`${key}\``,
    `${settings[key]}${auto.includes(key as (typeof auto)[number]) ? ' (by Auto)' : ''}`,
  ]);
  return ['## Settings', '', ...tableOf(['Setting', 'Name', 'Value'], rows)];
}

function limits(run: KeptRun): string[] {
  const { settings, text } = run;
  const T = settings.maxPositionEmbeddings;
  return [
    '## Limits',
    '',
    `- It reads at most ${T} tokens at once, \`[CLS]\` and \`[SEP]\` included.`,
    `- ${READ[settings.beginFrom](counted(text.characters, 'character'))}`,
    ...(settings.doLowerCase ? ['- It does not tell capital letters from small ones.'] : []),
    ...(settings.stripAccents
      ? ['- It does not tell letters with accents from those without.']
      : []),
    '- It may repeat what stands in its text. Share it only where you may share the text.',
    ...(holdsElsewhere(run)
      ? ['- Its results hold for sentences like those of its text.']
      : ['- Its results do not hold elsewhere: see “Exam”.']),
    '- The optimizer’s state is not in this folder. A run file of Cloze has it.',
  ];
}

/** `README.md` of a run's folder: a model card with facts of this run only. */
export function modelCard(run: KeptRun, files: readonly CardFile[]): string {
  const sections = [
    [`# ${plain(run.name)}`],
    summary(run),
    loading(run),
    textSection(run),
    examSection(run),
    settingsSection(run),
    [
      '## Files',
      '',
      ...tableOf(
        ['File', 'What it is'],
        files.map(({ path, about }) => [`\`${path}\``, about]),
      ),
    ],
    limits(run),
  ];
  return [cardMetadata(run), ...sections].map((lines) => `${lines.join('\n')}\n`).join('\n');
}
