import { crc32 } from '../../base/crc';
import { signTest, wilson } from '../../base/exactTests';
import { formatCount, formatPercent } from '../../base/format';
import { key, permutation } from '../../base/random';
import { counted, isSome, listed, sentence as sentenceOf, shortened } from '../../base/words';
import type { Engine } from '../../engine/engine';
import { parameterLayout } from '../../model/layout';
import type { Answer, Block, Values } from '../../protocol/uses';
import type { Reader } from '../reader';
import { occlusion } from '../score/occlusion';
import { type Desk, ITEM_SEED, PlayError } from '../use';
import { isKnown, isWordy } from '../words';
import { type Examples, readExamples } from './examples';
import type { Method, Question } from './prompt';
import { taughtBag } from './rivals';
import { tuningSettings } from './settings';
import { best, type Labelled, type TunedSorter, tunedSorter } from './sorter';

/** Share of each class's rows that are held back to test with. */
const HELD_BACK = 0.2;

export interface Split {
  readonly learnt: readonly Labelled[];
  readonly heldBack: readonly Labelled[];
}

/** Rows to learn from and rows to test with, a fifth of each class, one at least. */
export function split({ rows, classes }: Pick<Examples, 'rows' | 'classes'>): Split {
  const isHeldBack = new Set<Labelled>();
  classes.forEach((_, c) => {
    const own = rows.filter(({ label }) => label === c);
    const count = Math.max(1, Math.round(HELD_BACK * own.length));
    const order = permutation(key(ITEM_SEED, 7, c), own.length);
    for (const at of order.subarray(0, count)) isHeldBack.add(own[at]!);
  });
  return {
    learnt: rows.filter((row) => !isHeldBack.has(row)),
    heldBack: rows.filter((row) => isHeldBack.has(row)),
  };
}

/** What came of fine-tuning on some examples. */
interface Taught {
  readonly sorter: TunedSorter;
  readonly examples: Examples;
  readonly steps: number;
  readonly learnt: number;
  readonly heldBack: readonly Labelled[];
  /** For each row held back, the class that each says */
  readonly said: readonly number[];
  readonly bagSaid: readonly number[];
}

/** The last one: another sentence is sorted by it at once. Readers come and go, so it goes by the model's parameters. */
let last: { engine: Engine; what: string; taught: Taught } | undefined;

async function teach(
  desk: Desk,
  examples: Examples,
  method: Method,
  parameters: Float32Array,
): Promise<Taught> {
  const { reader, engine, onProgress, pause } = desk;
  const { learnt, heldBack } = split(examples);
  const { classes } = examples;
  const settings = tuningSettings(method, reader.config, ITEM_SEED);
  const sorter = await tunedSorter(engine, {
    ...{ reader, parameters, classes, method, settings, pause, examples: learnt },
    onStep: (step) => onProgress(step / settings.maxSteps),
  }).catch((error: unknown) => {
    // Engines say so where they have no room for such a model.
    if (!(error instanceof RangeError)) throw error;
    const why = sentenceOf(error.message.replace(/^train: /, ''));
    throw new PlayError(`This model is too large to be fine-tuned here. ${why}`);
  });
  const p = await sorter.probabilities(heldBack.map(({ text }) => sorter.question(text)));
  const bag = taughtBag(learnt, classes.length);
  return {
    ...{ sorter, examples, steps: settings.maxSteps, learnt: learnt.length, heldBack },
    said: p.map(best),
    bagSaid: heldBack.map(({ text }) => bag(text)),
  };
}

async function taughtFor(desk: Desk, csv: string, method: Method): Promise<Taught> {
  const { engine } = desk;
  const parameters = await desk.parameters();
  const bytes = new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  const what = `${crc32(bytes)} ${method} ${csv}`;
  if (last?.engine === engine && last.what === what) return last.taught;
  const examples = await readExamples(csv);
  last?.taught.sorter.dispose();
  last = undefined;
  const taught = await teach(desk, examples, method, parameters);
  last = { engine, what, taught };
  return taught;
}

/**
 * One at a time: the fine-tuned model is the answer's alone.
 *
 * @throws PlayError where the table cannot be learnt from, or the sentence has no word
 */
export async function play(desk: Desk, values: Values): Promise<Omit<Answer, 'milliseconds'>> {
  const sentence = values.sentence?.trim() ?? '';
  const method: Method = values.method === 'head' ? 'head' : 'cloze';
  const taught = await taughtFor(desk, values.examples ?? '', method);
  const blocks: readonly Block[] = sentence
    ? await sorted(desk.reader, taught, sentence)
    : [{ kind: 'says', text: 'Type a sentence, and it is sorted here.' }];
  return { blocks: [...blocks, ...tested(taught), ...explained(desk.reader, taught, method)] };
}

/** Classes of the sentence, and which of its words decide. */
async function sorted(reader: Reader, taught: Taught, sentence: string): Promise<Block[]> {
  const { sorter, examples } = taught;
  const { classes } = examples;
  const question = sorter.question(sentence);
  if (question.words.length === 0) {
    throw new PlayError('There is no word in the sentence to sort. Type a few words.');
  }
  const [p] = await sorter.probabilities([question]);
  const top = best(p!);
  const order = classes.map((_, c) => c).toSorted((a, b) => p![b]! - p![a]!);
  const name = (c: number) => shortened(classes[c]!);
  return [
    { kind: 'says', strong: name(top), text: `has ${formatPercent(p![top]!)} of the probability.` },
    {
      ...{ kind: 'ranking', unit: 'Probability' },
      rows: order.map((c) => ({
        ...{ words: [{ text: name(c) }], share: p![c]!, shown: formatPercent(p![c]!) },
      })),
    },
    ...(await why(taught, question, top, p![top]!)),
    ...unknown(reader, question),
  ];
}

/** Words that matter less than this are not said to matter. */
const LITTLE = 0.02;

async function why(
  { sorter, examples: { classes } }: Taught,
  question: Question,
  top: number,
  had: number,
): Promise<Block[]> {
  const { words } = question;
  // Only tokens change by hiding, so each text is still asked at the same place.
  const moved = await occlusion(question, words, async (texts) => {
    const p = await sorter.probabilities(texts.map((text) => ({ ...text, place: question.place })));
    return p.map((each) => each[top]!);
  });
  const most = moved.reduce((a, b) => Math.max(a, Math.abs(b)), LITTLE);
  const strongest = best(moved);
  const name = `“${shortened(classes[top]!)}”`;
  const text =
    moved[strongest]! >= LITTLE
      ? `Hide “${shortened(words[strongest]!.text)}” and ${name} falls from ${formatPercent(had)} to ${formatPercent(had - moved[strongest]!)}.`
      : `No word by itself decides: hide any of them and ${name} stays near ${formatPercent(had)}.`;
  return [
    {
      ...{ kind: 'sentence', title: `Words for ${name} (blue) and against it (orange)` },
      words: words.map((word, i) => ({
        text: word.text,
        ...(Math.abs(moved[i]!) >= LITTLE && {
          strength: Math.abs(moved[i]!) / most,
          tone: moved[i]! > 0 ? ('blue' as const) : ('orange' as const),
        }),
        note: `Without it: ${formatPercent(had - moved[i]!)}`,
      })),
    },
    { kind: 'says', text },
  ];
}

/** Names the words that the model has never read. */
function unknown(reader: Reader, question: Question): Block[] {
  const { words, isCut } = question;
  const blocks: Block[] = [];
  const strange = words.filter((word) => isWordy(word) && !isKnown(question, word));
  const named = [...new Set(strange.map(({ text }) => `“${shortened(text)}”`))];
  if (isSome(named)) {
    blocks.push({
      kind: 'says',
      text: `The model has never read ${listed(named, 'or')}: ${named.length === 1 ? 'it tells' : 'they tell'} it nothing.`,
    });
  }
  if (isCut) {
    const most = reader.config.maxPositionEmbeddings;
    blocks.push({
      kind: 'says',
      text: `The end of the sentence was left out: the model reads ${most} tokens at most.`,
    });
  }
  return blocks;
}

/** How many of the rows held back came out right, beside the bag of words, and what was taken for what. */
function tested({ examples: { classes }, heldBack, said, bagSaid }: Taught): Block[] {
  const total = heldBack.length;
  const isRight = (i: number) => said[i] === heldBack[i]!.label;
  const bagIsRight = (i: number) => bagSaid[i] === heldBack[i]!.label;
  const count = (is: (i: number) => boolean) => heldBack.filter((_, i) => is(i)).length;
  const right = count(isRight);
  const bagRight = count(bagIsRight);
  const wins = count((i) => isRight(i) && !bagIsRight(i));
  const losses = count((i) => !isRight(i) && bagIsRight(i));
  const p = signTest(wins, losses);
  const { low, high } = wilson(right, total);
  const chance =
    p < 0.05
      ? `The difference is beyond chance (sign test, p = ${p.toPrecision(1)}).`
      : `The difference is within chance (sign test, p = ${p.toFixed(2)}): more rows would tell.`;
  const shown = classes.map((name) => shortened(name));
  return [
    {
      ...{ kind: 'says', strong: `${formatCount(right)} of ${formatCount(total)} right` },
      text: `among the rows held back: ${formatPercent(right / total)} (95 % interval ${formatPercent(low)} to ${formatPercent(high)}). A bag of words, taught with the same rows, gets ${formatCount(bagRight)} right. ${chance}`,
    },
    {
      ...{ kind: 'table', title: 'What the rows held back were taken for' },
      columns: ['Label', ...shown.map((name) => `sorted as ${name}`)],
      rows: shown.map((name, c) => [
        name,
        ...classes.map((_, as) =>
          formatCount(count((i) => heldBack[i]!.label === c && said[i] === as)),
        ),
      ]),
    },
  ];
}

/** What was done, in sentences. */
function explained(reader: Reader, taught: Taught, method: Method): Block[] {
  const { sorter, examples, steps, learnt } = taught;
  const { parameterCount } = parameterLayout(reader.config);
  const how = howAsked(sorter, method);
  return [
    {
      kind: 'says',
      text: [
        `The model learnt from ${counted(learnt, 'row')} in ${counted(steps, 'step')}, with all of its ${formatCount(parameterCount)} parameters.`,
        how,
        ...examples.notes,
      ].join(' '),
    },
  ];
}

function howAsked({ opening, byName }: TunedSorter, method: Method): string {
  if (method === 'head') {
    return 'The class is asked at [CLS], at the start of the sentence, through a row of the head for each class.';
  }
  const blank = `“… ${`${opening} [MASK]`.trim()}.”`;
  return byName
    ? `The class is asked at the blank of ${blank}; the names of the classes are words that the model knows.`
    : `The class is asked at the blank of ${blank}. Not all names of the classes are words of the model, so each got a token of its own, which begins with no meaning.`;
}
