import { signTest, wilson } from '../../base/exactTests';
import { formatCount, formatPercent } from '../../base/format';
import { counted, shortened } from '../../base/words';
import { parameterLayout } from '../../model/layout';
import type { Answer, Block, Values } from '../../protocol/uses';
import type { Reader } from '../reader';
import { argmax } from '../score/argmax';
import { refuseUnread } from '../unread';
import { type Desk, PlayError } from '../use';
import { isWordy, quotedSome, unknownWords } from '../words';
import type { Method, Question } from './prompt';
import type { TunedSorter } from './sorter';
import { type Taught, taughtFor } from './teach';
import { why } from './why';

/**
 * One at a time: the fine-tuned model is the answer's alone.
 *
 * @throws PlayError where the table cannot be learned from, or the sentence has no word
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
  refuseUnread(reader.encode(sentence));
  const [p] = await sorter.probabilities([question]);
  const top = argmax(p!);
  const order = classes.map((_, c) => c).toSorted((a, b) => p![b]! - p![a]!);
  const name = (c: number) => shortened(classes[c]!);
  return [
    { kind: 'says', strong: name(top), text: `has ${formatPercent(p![top]!)} of the probability.` },
    {
      ...{ kind: 'ranking', unit: 'probability' },
      rows: order.map((c) => ({
        ...{ words: [{ text: name(c) }], share: p![c]!, shown: formatPercent(p![c]!) },
      })),
    },
    ...(await why(taught, question, top, p![top]!)),
    ...unknown(reader, question),
  ];
}

/** Names the words that the model has never read. */
function unknown(reader: Reader, question: Question): Block[] {
  const { isCut } = question;
  const blocks: Block[] = [];
  const strange = unknownWords(question).filter(isWordy);
  if (strange.length > 0) {
    const text = `The model has never read ${quotedSome(strange)} and goes by the other words.`;
    blocks.push({ kind: 'says', text });
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
      ...{ kind: 'table', title: 'How the rows held back were sorted' },
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
  const { sorter, examples, steps, learned } = taught;
  const { parameterCount } = parameterLayout(reader.config);
  const how = howAsked(sorter, method);
  return [
    {
      kind: 'says',
      text: [
        `The model learned from ${counted(learned, 'row')} in ${counted(steps, 'step')}, with all of its ${formatCount(parameterCount)} parameters.`,
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
