import { formatSigned } from '../../base/format';
import type { Block, ShownWord } from '../../protocol/uses';
import type { Encoded, Reader, Word } from '../reader';
import { occluded } from '../score/occlusion';
import { wordLogProbabilities } from '../score/pseudoLogLikelihood';
import { timesOf } from '../timesOf';
import { refuseUnread } from '../unread';
import { type Desk, PlayError, type Use } from '../use';
import { quoted, quotedSome, unknownWords } from '../words';
import { isGrammatical } from './grammar';

/** What another word must take from the lead, nats, to be named as the reason */
const TELLING = 1;

function checked(reader: Reader, first: string, second: string): [Encoded, Encoded] {
  if (first.trim() === '' || second.trim() === '') {
    throw new PlayError('Type two sentences that differ in one word, or take an example.');
  }
  const both: [Encoded, Encoded] = [reader.encode(first), reader.encode(second)];
  if (both.some(({ words }) => words.length === 0)) {
    throw new PlayError('One of them has no word. Type two sentences.');
  }
  refuseUnread(...both);
  if (both[0].ids.join() === both[1].ids.join()) {
    throw new PlayError('The model reads the two alike. Change one word of the second sentence.');
  }
  return both;
}

function notes(both: readonly Encoded[]): Block[] {
  const unknown = unknownWords(...both);
  const said: Block[] = [];
  if (both.some(({ isCut }) => isCut)) {
    said.push({ kind: 'says', text: 'The end is left out: the model reads no further.' });
  }
  if (unknown.length > 0) {
    const text = `The model has never read ${quotedSome(unknown)}. Take words of the examples.`;
    said.push({ kind: 'says', text });
  }
  return said;
}

/** The one word in which they differ, if they differ in one. */
function difference([a, b]: readonly [Encoded, Encoded]): number | undefined {
  if (a.words.length !== b.words.length || a.ids.length !== b.ids.length) return undefined;
  const differ = a.words.flatMap(({ from, to }, i) =>
    a.ids.subarray(from, to).join() === b.ids.subarray(from, to).join() ? [] : [i],
  );
  return differ.length === 1 ? differ[0] : undefined;
}

/**
 * How the words around them decide between the two: by how much the better one leads at its place, and what is left of that
 * lead where each other word is hidden.
 */
async function reasons(
  reader: Reader,
  better: Encoded,
  worse: Encoded,
  at: number,
): Promise<Block[]> {
  const others = better.words.filter((_, i) => i !== at);
  const views: (readonly Word[])[] = [[], ...others.map((word) => [word])];
  const p = await wordLogProbabilities(
    reader,
    views.flatMap((hidden) =>
      [better, worse].map((one) => ({ encoded: occluded(one, hidden), words: [one.words[at]!] })),
    ),
  );
  const leads = views.map((_, v) => p[2 * v]![0]! - p[2 * v + 1]![0]!);
  const [lead, ...left] = leads as [number, ...number[]];
  const change = left.map((one) => lead - one);
  const strongest = change.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
  const [word, other] = [better.words[at]!, worse.words[at]!].map(({ text }) => quoted(text));
  const most = change.indexOf(Math.max(...change));
  const rest = left[most]!;
  const after =
    rest > 0
      ? `${word} is only ${timesOf(rest)} as likely as ${other}`
      : `${other} is the likelier one`;
  return [
    {
      ...{ kind: 'sentence', title: `What speaks for ${word} and not ${other}` },
      words: better.words.map((one): ShownWord => {
        const i = others.indexOf(one);
        if (i < 0) return { text: one.text, is: 'written' };
        return {
          ...{ text: one.text, strength: Math.abs(change[i]!) / strongest },
          tone: change[i]! > 0 ? 'blue' : 'orange',
          note: `Hidden, it ${change[i]! > 0 ? 'takes from' : 'adds to'} the lead: ${timesOf(change[i]!)}`,
        };
      }),
    },
    {
      ...{ kind: 'says', strong: 'Why' },
      text:
        change[most]! > TELLING
          ? `${word} is ${timesOf(lead)} as likely there as ${other}. Hide ${quoted(others[most]!.text)} and ${after}.`
          : `No other word alone decides it: hide any one of them, and little changes.`,
    },
  ];
}

/** Says which of two sentences the model prefers, and which words decide it. */
export const play: Use['play'] = async ({ reader }: Desk, { first = '', second = '' }) => {
  const both = checked(reader, first, second);
  const each = await wordLogProbabilities(
    reader,
    both.map((encoded) => ({ encoded })),
  );
  const sums = each.map((values) => values.reduce((a, b) => a + b, 0)) as [number, number];
  const b = sums[0] >= sums[1] ? 0 : 1;
  const lead = sums[b]! - sums[1 - b]!;
  const at = difference(both);
  const right = both.map(({ ids }) =>
    isGrammatical(Array.from(ids.subarray(1, -1), (id) => reader.vocabulary.tokens[id]!)),
  );
  const isKnown = right[0] !== right[1];
  const rows = [b, 1 - b].map((i) => ({
    words: both[i]!.words.map(
      ({ text }, w): ShownWord => ({
        text,
        ...(w === at && { strength: 1, tone: i === b ? 'blue' : 'orange' }),
      }),
    ),
    share: 1 / (1 + Math.exp(sums[1 - i]! - sums[i]!)),
    shown: formatSigned(sums[i]!, 1),
    ...(isKnown && { isRight: right[i]! }),
  }));
  const verdict = () => {
    if (!isKnown) {
      return right[0]
        ? 'The grammar of the language has both.'
        : 'The small grammar that it learned has neither sentence, so the page cannot say which is right.';
    }
    return right[b] ? 'That is right.' : 'That is wrong: the grammar has the other one.';
  };
  return {
    blocks: [
      ...notes(both),
      { kind: 'ranking', unit: 'sum of ln p of all words, each hidden in turn', rows },
      {
        kind: 'says',
        strong: `${b === 0 ? 'The first' : 'The second'} is preferred:`,
        text: `it is ${timesOf(lead)} as likely as the other. ${verdict()}`,
      },
      ...(at === undefined || both[0].words.length < 2
        ? []
        : await reasons(reader, both[b]!, both[1 - b]!, at)),
    ],
  };
};
