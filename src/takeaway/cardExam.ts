import type { Interval } from '../base/bootstrap';
import { examScore } from '../base/examScore';
import { formatCount, formatPercent } from '../base/format';
import { counted, listed } from '../base/words';
import type { SatExam } from '../protocol/run';
import type { KeptRun } from '../storage/keptRun';
import { tableOf } from './markdown';
import { oneSided } from './taken';

/** With fewer windows to resample, a bootstrap is only a rough guide. */
const FEW_WINDOWS = 30;

const range = ({ low, high }: Interval, format: (value: number) => string) =>
  `[${format(low)}, ${format(high)}]`;

/** In how many different places the blanks are; undefined where the run does not say. */
function placesOf({ blanks, heldOut }: SatExam): number | undefined {
  if (!heldOut) return undefined;
  const places = heldOut.exam.flatMap(([window, ...some]) => some.map((at) => `${window} ${at}`));
  return places.length === blanks ? new Set(places).size : undefined;
}

/** How many sentences were held out, and what is asked of them. */
function asked({ exam, settings, step }: KeptRun): string {
  const { blanks, heldOut, share } = exam;
  const of = heldOut?.allSentences ? counted(heldOut.allSentences, 'sentence') : 'the sentences';
  const places = placesOf(exam) ?? blanks;
  const repeats = blanks - places;
  return [
    heldOut
      ? `${formatCount(heldOut.sentences.length)} of ${of} ${heldOut.sentences.length === 1 ? 'was' : 'were'} held out from training.`
      : 'Some sentences were held out from training.',
    ...(settings.keepTogether ? [] : ['Sentences like them may have been trained on.']),
    `The exam asks ${counted(blanks, 'blank')} in them, at step ${formatCount(step)}.`,
    ...(repeats > 0
      ? [
          `They stand in ${counted(places, 'different place')}, so ${counted(repeats, 'of them repeats', 'of them repeat')} one.`,
        ]
      : []),
    ...(share
      ? [
          `A window has about ${formatPercent(share)} of its tokens hidden at a time (\`share\` in \`cloze.json\`).`,
        ]
      : []),
  ].join(' ');
}

/** What the intervals resample, and how far they can be trusted. */
function aboutIntervals({ exam, settings }: KeptRun): string {
  const windows = new Set(exam.groups).size;
  const window = settings.packSentences
    ? `as many neighbouring sentences as fit in ${settings.maxPositionEmbeddings} tokens`
    : 'a sentence, or a part of a long one';
  const rough =
    windows < FEW_WINDOWS ? ' With so few windows they are rough, and may well be too narrow.' : '';
  return (
    `The intervals are of 95 %, by a bootstrap that resamples the ${counted(windows, 'window')} of the exam, each with all ` +
    `its blanks. A window is ${window}.${rough} They say nothing about other seeds.`
  );
}

/** The reasons for which the results are better or worse than they look. */
function reservations({ settings, isBest, starterRead }: KeptRun): string[] {
  const side = oneSided(settings.context);
  return [
    ...(starterRead === undefined
      ? []
      : [
          `**This exam proves nothing.** The starter that the run began from had read ${formatPercent(starterRead)} of ` +
            'these sentences before. So the results are not in the metadata of this card.',
        ]),
    ...(settings.beginFrom === 'opened'
      ? [
          'What the opened model had read before is not known. If these sentences were among it, the exam flatters it.',
        ]
      : []),
    ...(isBest
      ? [
          'The run went on from here and did worse. The exam itself picked this step, so its figures are a little too good.',
        ]
      : []),
    ...(side === undefined
      ? []
      : [
          `**Each token saw only itself and ${side}**, in training and in this exam (\`context: ${settings.context}\`). ` +
            'Transformers lets a BERT look at both sides, for which this model was never trained: there its guesses and its ' +
            'loss are others, unless you pass an attention mask that hides the other side. `onnx/`, `tfjs/` and ' +
            '`code/load_keras.py` hide it themselves, and guess as Cloze does. So the results are not in the metadata of ' +
            'this card.',
        ]),
  ];
}

/** What the lines of `curve.svg` are. */
function aboutCurve({ curves, settings, floors }: KeptRun): string {
  const lines =
    curves.train.length > 0
      ? 'The dark line is the held-out loss, the light one the training loss.'
      : 'The line is the held-out loss.';
  const dotted = listed([
    ...(['“knows nothing”', '“knows frequencies”'] as const),
    ...(floors?.[settings.context] ? ['“best possible”'] : []),
  ]);
  return (
    `${lines} The dotted lines are the losses given above for comparison: ${dotted}. \`curves.csv\` has the figures. For ` +
    'TensorBoard: `pip install tensorboard`, then `tensorboard --logdir runs` in this folder.'
  );
}

/** The exam, with its intervals, what it does not prove, and the curves. */
export function examSection(run: KeptRun): string[] {
  const { exam, settings, floors } = run;
  const { accuracy, loss, perplexity } = examScore([exam]);
  const percent = (share: number) => (100 * share).toFixed(1);
  const floor = floors?.[settings.context];
  return [
    '## Exam',
    '',
    asked(run),
    '',
    ...tableOf(
      ['', 'This model', '95 % interval'],
      [
        ['Right', formatPercent(exam.accuracy, 1), range(accuracy, percent)],
        ['Loss, nats', exam.loss.toFixed(2), range(loss, (nats) => nats.toFixed(2))],
        ['Perplexity', perplexity.mean.toFixed(2), range(perplexity, (words) => words.toFixed(2))],
      ],
    ),
    '',
    aboutIntervals(run),
    '',
    `For comparison: a model that knows nothing has a loss of ${exam.knowsNothing.toFixed(2)} nats, and one that knows only how often ` +
      `each token occurs ${exam.knowsFrequencies.toFixed(2)}.` +
      (floor
        ? ` The language is known exactly: the best possible is ${floor.loss.toFixed(2)} nats and ${formatPercent(floor.accuracy, 1)} right.`
        : ''),
    ...reservations(run).flatMap((words) => ['', words]),
    '',
    '![Loss by step](curve.svg)',
    '',
    aboutCurve(run),
  ];
}
