import { formatPercent, formatSigned } from '../../base/format';
import { counted, listed } from '../../base/words';
import type { Answer, Block, ShownWord, Values } from '../../protocol/uses';
import type { Encoded, Reader, Word } from '../reader';
import { argmax } from '../score/argmax';
import { occluded } from '../score/occlusion';
import { wordLogProbabilities } from '../score/pseudoLogLikelihood';
import { refuseUnread } from '../unread';
import { type Desk, PlayError } from '../use';
import { isWordy, quoted, quotedSome, unknownWords } from '../words';
import { fits, itemNames } from './language';
import { followsOdds, likelihoods } from './scorers';

/** Replies that are ranked at most: each costs as many looks as it has words, and once more for each word of what is said. */
const MOST_REPLIES = 16;

const shareOf = (odds: number) => 1 / (1 + Math.exp(-odds));

/** softmax */
function shares(scores: Float64Array): Float64Array {
  const top = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const all = scores.map((score) => Math.exp(score - top));
  const sum = all.reduce((a, b) => a + b, 0);
  return all.map((x) => x / sum);
}

/** Lines that have something to read, each once; with a full stop where one has no sign at its end, as the model reads. */
function linesOf(text: string | undefined): string[] {
  const lines = (text ?? '').split(/\r?\n/).map((line) => line.trim());
  const ended = lines.map((line) => (/[\p{L}\p{N}]$/u.test(line) ? `${line}.` : line));
  return [...new Set(ended)].filter((line) => line !== '');
}

interface Asked {
  readonly utterance: string;
  readonly replies: readonly string[];
  readonly pairs: readonly Encoded[];
}

/** @throws PlayError where there is nothing to rank, too much of it, or something too long */
function askedOf(reader: Reader, { said, replies: lines }: Values): Asked {
  const utterance = (said ?? '').trim();
  if (reader.encode(utterance).words.length === 0)
    throw new PlayError('Say something first: “What is wrong with my radio?”');
  const replies = linesOf(lines).filter((line) => reader.encode(line).words.length > 0);
  if (replies.length < 2)
    throw new PlayError('Give at least two replies to choose from, each on a line of its own.');
  if (replies.length > MOST_REPLIES)
    throw new PlayError(
      `It chooses among ${MOST_REPLIES} replies at most; there are ${replies.length}. Take some away.`,
    );
  refuseUnread(reader.encode(utterance));
  const pairs = replies.map((reply) => reader.encode(utterance, reply));
  const cut = pairs.findIndex(({ isCut }) => isCut);
  if (cut >= 0)
    throw new PlayError(
      `What is said and a reply may have ${reader.config.maxPositionEmbeddings - 3} words and signs together. With ${quoted(replies[cut]!)} there are more: shorten one of them.`,
    );
  return { utterance, replies, pairs };
}

/** Hides each word of what is said in turn: how much the choice loses by it, in nats, and which reply wins then. */
async function why(
  reader: Reader,
  pairs: readonly Encoded[],
  chosen: number,
): Promise<readonly { readonly word: Word; readonly loss: number; readonly winner: number }[]> {
  const words = pairs[0]!.words.filter((word) => word.segment === 0 && isWordy(word));
  const texts = [pairs, ...words.map((word) => pairs.map((pair) => occluded(pair, [word])))];
  const scores = await likelihoods(reader, texts.flat());
  const of = (i: number) => scores.subarray(i * pairs.length, (i + 1) * pairs.length);
  const whole = Math.log(shares(of(0))[chosen]!);
  return words.map((word, i) => ({
    word,
    loss: whole - Math.log(Math.max(Number.MIN_VALUE, shares(of(i + 1))[chosen]!)),
    winner: argmax(of(i + 1)),
  }));
}

/** “The aerial is worn.” with each word shaded by how little the model expected it: ln p */
function wordsOfReply(words: readonly Word[], logs: Float64Array): ShownWord[] {
  return words.map(({ text }, i) => ({
    text,
    // A word with p = 1/100 is as surprising as is shown.
    strength: Math.min(1, -logs[i]! / Math.log(100)),
    tone: 'orange',
    note: `ln p ${formatSigned(logs[i]!, 2)}`,
  }));
}

export async function play(desk: Desk, values: Values): Promise<Omit<Answer, 'milliseconds'>> {
  const { reader } = desk;
  const { utterance, replies, pairs } = askedOf(reader, values);
  const repliesOf = pairs.map(({ words }) => words.filter(({ segment }) => segment === 1));
  const logs = await wordLogProbabilities(
    reader,
    pairs.map((encoded, i) => ({ encoded, words: repliesOf[i]! })),
  );
  const scores = Float64Array.from(logs, (each) => each.reduce((a, b) => a + b, 0));
  const share = shares(scores);
  const odds = await followsOdds(reader, pairs);
  const order = [...replies.keys()].sort((a, b) => scores[b]! - scores[a]!);
  const [chosen] = order as [number];
  const right = replies.map((reply) => fits(utterance, reply));
  const isKnown = right.includes(true);
  const blocks: Block[] = [
    {
      kind: 'ranking',
      title: 'Replies, the likeliest first',
      unit: 'ln p of its words, each hidden in turn',
      rows: order.map((i) => ({
        words: wordsOfReply(repliesOf[i]!, logs[i]!),
        share: share[i]!,
        shown: formatSigned(scores[i]!, 1),
        ...(isKnown && { isRight: right[i]! }),
        note: `next sentence: ${formatPercent(shareOf(odds[i]!))}`,
      })),
    },
  ];
  const unknown = unknownWords(...pairs);
  if (unknown.length > 0) {
    blocks.push({
      kind: 'says',
      text: `The model has never read ${quotedSome(unknown)}: all such words are the same to it. It knows ${listed(itemNames as [string, ...string[]])}, and their parts.`,
    });
  }
  const reasons = await why(reader, pairs, chosen);
  const most = Math.max(...reasons.map(({ loss }) => loss), 0);
  const first = reasons.find(({ loss }) => loss === most);
  if (first && most > 0) {
    blocks.push(
      {
        kind: 'sentence',
        title: 'What is said, and which words decide',
        words: pairs[0]!.words
          .filter(({ segment }) => segment === 0)
          .map(({ text, from }) => {
            const reason = reasons.find(({ word }) => word.from === from);
            const strength = Math.max(0, reason?.loss ?? 0) / most;
            return strength > 0
              ? {
                  text,
                  strength,
                  tone: 'blue' as const,
                  note: `without it ${formatSigned(-reason!.loss, 1)} nats`,
                }
              : { text };
          }),
      },
      { kind: 'says', ...because(reasons, first, replies, chosen) },
    );
  }
  blocks.push({
    kind: 'says',
    strong: 'By next sentence:',
    text: secondOpinion(replies, odds, chosen),
  });
  return { blocks };
}

/** What would change the choice. */
function because(
  reasons: Awaited<ReturnType<typeof why>>,
  first: (typeof reasons)[number],
  replies: readonly string[],
  chosen: number,
): { strong: string; text: string } {
  const turns = reasons
    .filter(({ winner }) => winner !== chosen)
    .toSorted((a, b) => b.loss - a.loss);
  const [turn, other] = turns;
  if (!turn)
    return {
      strong: 'No single word decides.',
      text: `Hide ${quoted(first.word.text)}, which matters most, and the same reply still wins.`,
    };
  const wins = ({ word, winner }: (typeof reasons)[number]) =>
    `${quoted(word.text)} and ${quoted(replies[winner]!)} wins`;
  return {
    strong: `Hide ${wins(turn)}.`,
    text: other ? `Hide ${wins(other)}.` : 'With any other word hidden the choice stays.',
  };
}

/** Which reply next-sentence prediction would choose, if it can tell them apart. */
function secondOpinion(replies: readonly string[], odds: Float64Array, chosen: number): string {
  const best = argmax(odds);
  const chance = formatPercent(shareOf(odds[best]!));
  const equals = odds.filter((one) => formatPercent(shareOf(one)) === chance).length;
  const asked = 'asked whether the reply follows,';
  if (equals > 1)
    return `${asked} it cannot tell ${counted(equals, 'reply', 'replies')} apart (${chance} each).`;
  if (best === chosen) return `${asked} it chooses the same one (${chance}).`;
  const other = formatPercent(shareOf(odds[chosen]!));
  return `${asked} it chooses ${quoted(replies[best]!)} (${chance}, against ${other}).`;
}
