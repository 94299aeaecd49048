import { formatCount } from '../../base/format';
import { isSome, listed, ordinal } from '../../base/words';
import { splitSentences } from '../../corpus/sentences';
import type { Block, ShownWord } from '../../protocol/uses';
import type { Encoded } from '../reader';
import { remembered } from '../remembered';
import { centralities, mostCentral } from '../score/centrality';
import { refuseUnread } from '../unread';
import { type Desk, PlayError, type Use } from '../use';
import { isKnown, isWordy, leftOut, quoted } from '../words';
import { rivalsOf } from './exam';
import { type Space, spaceOf } from './space';

/** Sentences of a text that are read: with more, nobody sees them at a glance. */
const MOST = 40;
const LEAST = 3;

const rivals = remembered(async (desk) => rivalsOf(desk));

const numbers = (sentences: readonly number[]) => sentences.map((s) => `${s + 1}`);

function split(text: string): string[] {
  const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
  return sentences.filter(isWordy);
}

/** Place of each sentence among all, from 1; equal ones in the order of the text. */
function placesOf(scores: ArrayLike<number>): readonly number[] {
  const order = Array.from(scores, (_, i) => i).toSorted((a, b) => scores[b]! - scores[a]!);
  return Array.from(scores, (_, i) => order.indexOf(i) + 1);
}

/** The whole text, its key sentences marked: the more central, the stronger. */
function textBlock(
  sentences: readonly Encoded[],
  chosen: readonly number[],
  scores: ArrayLike<number>,
): Block {
  const most = Math.max(...chosen.map((s) => scores[s]!));
  return {
    kind: 'sentence',
    title: 'The text, with its key sentences',
    words: sentences.flatMap(({ words }, s) => {
      if (!chosen.includes(s)) return words.map(({ text }): ShownWord => ({ text }));
      const strength = most > 0 ? Math.max(0.25, scores[s]! / most) : 0.25;
      return words.map(({ text }): ShownWord => ({ text, strength }));
    }),
  };
}

/** Which words make the most central sentence so: each is left out in turn. */
async function reasons(
  space: Space,
  sentences: readonly Encoded[],
  vectors: readonly Float64Array[],
  scores: Float64Array,
): Promise<Block[]> {
  const first = placesOf(scores).indexOf(1);
  const encoded = sentences[first]!;
  const words = encoded.words.filter((word) => space.tells(word.text) && isKnown(encoded, word));
  if (words.length === 0) return [];
  const others = await space.vectorsOf(words.map((word) => leftOut(encoded, word)));
  const after = others.map((vector) =>
    centralities(
      vectors.map((one, s) => (s === first ? vector : one)),
      space.centre,
    ),
  );
  const change = after.map((changed) => scores[first]! - changed[first]!);
  const most = change.reduce((a, b) => Math.max(a, b), 0);
  const worst = change.indexOf(Math.max(...change));
  const place = placesOf(after[worst]!)[first]!;
  const name = quoted(words[worst]!.text);
  const text =
    place > 1
      ? `Leave out ${name}, and sentence ${first + 1} is the ${ordinal(place)}, no longer the first.`
      : `It keeps its place whichever word is left out; ${name} does most for it.`;
  const values = new Map(words.map((word, i) => [word, change[i]!]));
  return [
    {
      kind: 'sentence',
      title: `What makes sentence ${first + 1} the most central`,
      words: encoded.words.map((word): ShownWord => {
        const value = values.get(word) ?? 0;
        return most > 0 && value > 0.1 * most
          ? { text: word.text, strength: value / most }
          : { text: word.text };
      }),
    },
    { kind: 'says', strong: 'Why', text },
  ];
}

function notes(sentences: readonly Encoded[], left: number): Block[] {
  const said: Block[] = [];
  const says = (text: string) => said.push({ kind: 'says', text });
  if (left > 0)
    says(`Only the first ${MOST} sentences are read, ${formatCount(left)} are left out.`);
  const cut = sentences.flatMap(({ isCut }, s) => (isCut ? [s] : []));
  const names = numbers(cut);
  if (isSome(names)) {
    says(
      `The model does not read to the end of ${names.length > 1 ? 'sentences' : 'sentence'} ${listed(names)}: too long for its window.`,
    );
  }
  const all = sentences.flatMap((one) => one.words.filter(isWordy).map((word) => ({ one, word })));
  const unknown = all.filter(({ one, word }) => !isKnown(one, word));
  if (unknown.length > 0) {
    const names = [...new Set(unknown.map(({ word }) => word.text))];
    says(
      `The model has never read ${formatCount(unknown.length)} of the ${formatCount(all.length)} words: ${quoted(names[0]!)}${names.length > 1 ? ' and others' : ''}. It judges by the rest.`,
    );
  }
  return said;
}

export const play: Use['play'] = async (desk: Desk, values) => {
  const { reader } = desk;
  const texts = split(values.text ?? '');
  if (texts.length < LEAST) {
    throw new PlayError(`Type or paste a text of at least ${LEAST} sentences.`);
  }
  const read = texts.slice(0, MOST);
  const sentences = read.map((text) => reader.encode(text));
  refuseUnread(...sentences);
  if (!sentences.some((one) => one.words.some((word) => isWordy(word) && isKnown(one, word)))) {
    throw new PlayError(
      'The model has never read any of these words. Take the example to see what it can do.',
    );
  }
  const space = await spaceOf(desk);
  const vectors = await space.vectorsOf(sentences);
  const scores = centralities(vectors, space.centre);
  const wanted = Number(values.count);
  const count = Math.min(Number.isInteger(wanted) && wanted > 0 ? wanted : 4, read.length);
  const chosen = mostCentral(scores, count);
  const places = placesOf(scores);
  const order = chosen.toSorted((a, b) => places[a]! - places[b]!);
  const others = (await rivals(desk)).map(({ name, choose }) => ({
    name,
    chosen: mostCentral(choose(read), count),
  }));
  const shared = others.map(({ name, chosen: own }) => [
    name,
    numbers(own).join(', '),
    `${own.filter((s) => chosen.includes(s)).length} of ${count}`,
  ]);
  const blocks: Block[] = [
    ...notes(sentences, texts.length - read.length),
    textBlock(sentences, chosen, scores),
    {
      kind: 'ranking',
      title: 'Key sentences, the most central first',
      unit: 'mean likeness to the others, −1 to 1',
      rows: order.map((s) => ({
        words: sentences[s]!.words.map(({ text }): ShownWord => ({ text })),
        share: Math.max(0, scores[s]!),
        shown: scores[s]!.toFixed(2),
        note: `sentence ${s + 1}`,
      })),
    },
    ...(await reasons(space, sentences, vectors, scores)),
    {
      kind: 'table',
      title: 'What others choose',
      columns: ['Who', 'Sentences', 'Also the model’s'],
      rows: [['The model', numbers(chosen).join(', '), ''], ...shared],
    },
  ];
  return { blocks };
};
