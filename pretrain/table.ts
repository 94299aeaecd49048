import { formatTable } from '../scripts/table.mjs';
import type { Settings } from '../src/config/settings';
import { type Measured, measure } from './measure';
import { ALL, measuredText, UNREAD } from './texts';

/** Splits that a figure is the mean of; fewer where a text is long and its exam large. */
const SPLITS = { short: 5, long: 3 } as const;
/** Blanks of an exam: more than on the page, as short texts have few. */
const BLANKS = 400;

interface Row {
  readonly text: string;
  readonly splits: number;
  /** How each run differs from what Auto decides */
  readonly runs: Readonly<Record<string, Partial<Settings>>>;
}

const nothing = (rest: Partial<Settings>): Partial<Settings> => ({
  beginFrom: 'nothing',
  ...rest,
});
const pieces = { tokenizer: 'wordpiece', minFrequency: 2 } as const;
const words = { tokenizer: 'word', minFrequency: 2 } as const;

/** As the page was before 0.8, whatever the text. */
const before = nothing({
  ...{ ...pieces, vocabSize: 1024, learningRate: 1e-3, maxSteps: 1000, warmupSteps: 100 },
});

const SHORT: Row['runs'] = {
  'as before 0.8': before,
  'words, 1e-3, 300': nothing({ ...words, learningRate: 1e-3, maxSteps: 300, warmupSteps: 30 }),
  'starter’s tokens, from nothing': {
    ...{ beginFrom: 'nothing', tokenizer: 'starter', minFrequency: 1, vocabSize: 8192 },
    ...{ learningRate: 1e-3, maxSteps: 300, warmupSteps: 30 },
  },
  auto: {},
};
const LONG: Row['runs'] = {
  'as before 0.8': before,
  'pieces, 3e-3, 1000': nothing({
    ...pieces,
    learningRate: 3e-3,
    maxSteps: 1000,
    warmupSteps: 100,
  }),
  'pieces, 3e-3, 2000': nothing({
    ...pieces,
    learningRate: 3e-3,
    maxSteps: 2000,
    warmupSteps: 100,
  }),
  '4096 pieces, 3e-3, 2000': nothing({
    ...pieces,
    vocabSize: 4096,
    learningRate: 3e-3,
    maxSteps: 2000,
    warmupSteps: 100,
  }),
  auto: {},
};

const short = (text: string): Row => ({ text, splits: SPLITS.short, runs: SHORT });
const long = (text: string): Row => ({ text, splits: SPLITS.long, runs: LONG });

/** Texts of 40 sentences to 1.6 MB. */
const ROWS: readonly Row[] = [
  ...['market', 'school', 'space', 'hof', 'bahnhof'].map(short),
  ...['harbour', 'garten', 'lanterns', UNREAD, ALL].map(long),
  // Not used to choose anything
  ...['bees', 'ferry', 'football', 'sea', 'kitchen', 'castle', 'robot'].map(short),
  ...['lighthouse', 'dog', 'bakery', 'museum', 'garden', 'train', 'hospital', 'shop'].map(short),
  ...['fluss', 'schule', 'grosseltern'].map(short),
];

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Half the width of the 95 % interval of a mean, by Student's t over the splits. */
const T_95 = [Number.NaN, Number.NaN, 12.71, 4.303, 3.182, 2.776];
function halfWidth(values: readonly number[]): number {
  const m = mean(values);
  const variance = values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1);
  return T_95[values.length]! * Math.sqrt(variance / values.length);
}

const percent = (share: number) => (100 * share).toFixed(1);

function columns(name: string, runs: readonly Measured[]): string[] {
  const of = (value: (run: Measured) => number) => mean(runs.map(value));
  const accuracies = runs.map(({ best }) => best.accuracy);
  return [
    name,
    percent(mean(accuracies)),
    `±${percent(halfWidth(accuracies))}`,
    of(({ best }) => best.loss).toFixed(2),
    of(({ best }) => best.step).toFixed(0),
    percent(of(({ end }) => end.accuracy)),
    of(({ end }) => end.loss).toFixed(2),
    percent(of((run) => run.mostFrequentAccuracy)),
    of(({ seconds }) => seconds).toFixed(1),
  ];
}

/** Measures each run of each text over several splits, and prints a table a text. */
export async function measureTable(only?: readonly string[]): Promise<void> {
  for (const { text, splits, runs } of ROWS) {
    if (only && !only.includes(text)) continue;
    const content = measuredText(text);
    const rows: string[][] = [];
    for (const [name, settings] of Object.entries(runs)) {
      const measured: Measured[] = [];
      for (let split = 0; split < splits; split++) {
        measured.push(await measure(content, { settings, split, blanks: BLANKS }));
      }
      rows.push(columns(name, measured));
    }
    const heading = ['right %', '95 %', 'nats', 'at step', 'end right %', 'end nats'];
    console.log(`\n${formatTable([[text, ...heading, 'most frequent %', 's'], ...rows])}`);
  }
}
