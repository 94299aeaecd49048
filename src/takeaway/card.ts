import { assertNever } from '../base/assert';
import { formatCount } from '../base/format';
import { counted } from '../base/words';
import { backendName } from '../config/choices';
import type { Settings } from '../config/settings';
import { STARTER_NAMES, starterOf } from '../config/starter';
import { parameterLayout } from '../model/layout';
import type { KeptRun } from '../storage/keptRun';
import { examSection } from './cardExam';
import { loadingSection, trainingSection } from './cardLoading';
import { cardMetadata } from './cardMetadata';
import { kindOf, textInWords, titleOf } from './cardNames';
import { settingsSection, tokensInWords } from './cardSettings';
import { plain, tableOf } from './markdown';
import { configOf, holdsElsewhere } from './taken';

/** A file beside the card, in one line. */
export interface CardFile {
  readonly path: string;
  readonly about: string;
}

function beginningOf({ settings, text, beganFrom }: KeptRun): string {
  switch (settings.beginFrom) {
    case 'nothing':
      return 'random weights';
    case 'starter': {
      const starter = starterOf(text.language ?? '');
      return (
        `Cloze’s ${starter ? `${STARTER_NAMES[starter]} ` : ''}starter, a small model that the project pretrained on texts ` +
        'written for it (Apache License 2.0),'
      );
    }
    case 'opened':
      return beganFrom === undefined
        ? 'a model that was opened from its files'
        : `the model “${plain(beganFrom)}”, opened from its files,`;
    default:
      return assertNever(settings.beginFrom);
  }
}

/** What the model is, how long it was trained, and on what. */
function summary(run: KeptRun): string[] {
  const { settings, text, step, backend, savedAt } = run;
  const { parameterCount } = parameterLayout(configOf(run));
  const { numHiddenLayers: L, numAttentionHeads: H, hiddenSize: D } = settings;
  const machine = backend && ` on ${backendName(backend.name)} (${plain(backend.device)})`;
  return [
    `${kindOf(run)} for masked language modelling: ${counted(parameterCount, 'parameter')} in ` +
      `${counted(L, 'layer')} of ${counted(H, 'head')}, hidden size ${D}, and a vocabulary of ` +
      `${counted(run.vocabulary.tokens.length, 'token')}. It began from ${beginningOf(run)} and was trained for ` +
      `${counted(step, 'step')} on ${plain(textInWords(text))}, in a browser${machine ?? ''}, with Cloze: a web page in which ` +
      `people train a small BERT on a text of their own. Saved on ${new Date(savedAt).toISOString().slice(0, 10)}.`,
  ];
}

/** Where the tokens come from, of a model that did not begin with them. */
function aboutTokens({ tokenizer, beginFrom }: Settings): string {
  const tokens = `Its tokens: ${tokensInWords({ tokenizer })}.`;
  return beginFrom === 'opened' && tokenizer !== 'model'
    ? `${tokens} The opened model had others; each new one began as the mean of those that it is made of.`
    : tokens;
}

function textSection({ text, settings, sentences }: KeptRun): string[] {
  const { builtIn, grammar, characters, language } = text;
  const name = plain(textInWords(text));
  const facts = [
    ...(characters > 0 ? [counted(characters, 'character')] : []),
    ...(language && !language.startsWith('und') ? [`language \`${language}\``] : []),
  ];
  return [
    '## Text',
    '',
    [
      `${[`${name.charAt(0).toUpperCase()}${name.slice(1)}`, ...facts].join(', ')}.`,
      ...(builtIn === undefined ? [] : ['It comes with Cloze.']),
      ...(grammar === undefined
        ? []
        : ['Its sentences were drawn by chance from a grammar, which is in `cloze.json`.']),
      ...(sentences === undefined
        ? []
        : [`The run was given only ${counted(sentences, 'sentence')} of it to learn from.`]),
      aboutTokens(settings),
    ].join(' '),
  ];
}

/** What it has read, for all that is known. */
const READ: Readonly<Record<Settings['beginFrom'], string>> = {
  nothing: 'It has read this one text, but for what was held out, and nothing else.',
  starter:
    'It has read this text, but for what was held out, and before that the texts that the starter was pretrained on; nothing else.',
  opened:
    'It has read this text, but for what was held out, and before that whatever the opened model had.',
};

function limits(run: KeptRun): string[] {
  const { settings, text } = run;
  const isOwn = text.builtIn === undefined && text.grammar === undefined;
  return [
    '## Limits',
    '',
    `- It reads at most ${formatCount(settings.maxPositionEmbeddings)} tokens at once, \`[CLS]\` and \`[SEP]\` included.`,
    `- ${READ[settings.beginFrom]}`,
    ...(settings.doLowerCase ? ['- It does not tell capital letters from small ones.'] : []),
    ...(settings.stripAccents
      ? ['- It does not tell letters with accents from those without.']
      : []),
    ...(isOwn
      ? [
          '- Its vocabulary may have words of its text, and its guesses may repeat what stands there. Share it only where you may share the text.',
        ]
      : []),
    ...(holdsElsewhere(run)
      ? ['- Its results hold for sentences like those of its text.']
      : ['- Its results do not hold elsewhere: see “Exam”.']),
    '- The optimizer’s state is not in this folder. It is in the file that “Save this run as one file” in Cloze writes.',
  ];
}

/** `README.md` of a run's folder: a model card with facts of this run only. */
export function modelCard(run: KeptRun, files: readonly CardFile[]): string {
  const sections = [
    [`# ${plain(titleOf(run))}`],
    summary(run),
    loadingSection(
      run,
      files.map(({ path }) => path),
    ),
    trainingSection(run),
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
