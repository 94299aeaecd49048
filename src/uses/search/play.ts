import { formatCount } from '../../base/format';
import { ordinal } from '../../base/words';
import type { Block, ShownWord } from '../../protocol/uses';
import { wordsOf } from '../material';
import type { Encoded, Reader } from '../reader';
import { expansionParts } from '../score/expansion';
import { ranked, rankOf } from '../score/ranking';
import { type Desk, PlayError, type Use } from '../use';
import { isKnown, isWordy, leftOut, quoted, quotedAll, quotedSome, unknownWords } from '../words';
import { type Collection, collectionOf } from './collection';
import { type Found, find, tellingIn } from './find';
import { TOPIC_NAMES, TOPIC_WORDS } from './topics';

const SHOWN = 10;
/** So many words that the query is expanded by are named: of those with weight, the ones near the strongest */
const ADDED = 8;
const LEAST = 0.01;
const NEAR = 0.2;

function checked(reader: Reader, query: string): Encoded {
  if (query.trim() === '') {
    throw new PlayError('Type a question or a word: “Who stirred the broth?”, for example.');
  }
  const encoded = reader.encode(query);
  const words = encoded.words.filter(isWordy);
  if (words.length === 0) throw new PlayError('There is no word in it. Type a question or a word.');
  if (!words.some((word) => isKnown(encoded, word))) {
    throw new PlayError(
      `The model has never read ${quotedSome(words.map(({ text }) => text))}. Take the example to see what it can find.`,
    );
  }
  return encoded;
}

/** The topic that most of the query's words belong to, where the texts have topics. */
function topicOf({ words }: Encoded, { topics }: Collection): number | undefined {
  if (!topics) return undefined;
  const counts = new Map<number, number>();
  for (const { text } of words) {
    const place = TOPIC_WORDS.get(text.toLowerCase());
    if (place) counts.set(place.topic, (counts.get(place.topic) ?? 0) + 1);
  }
  const [first, second] = [...counts].toSorted(([, m], [, n]) => n - m);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

function notes(encoded: Encoded, collection: Collection): Block[] {
  const { isCut, texts, present } = collection;
  const said: Block[] = [];
  const unknown = unknownWords(encoded).filter(isWordy);
  if (unknown.length > 0) {
    const text = `The model has never read ${quotedSome(unknown)} and searches without.`;
    said.push({ kind: 'says', text });
  }
  const absent = tellingIn(collection, encoded).filter(
    ({ text }) => !present.has(wordsOf(text).join(' ')),
  );
  if (absent.length > 0) {
    const text = `No sentence has ${quotedSome(absent.map((word) => word.text))}.`;
    said.push({ kind: 'says', text });
  }
  if (encoded.isCut) {
    const last = quoted(encoded.words.at(-1)!.text);
    said.push({ kind: 'says', text: `The query is too long: it is read as far as ${last}.` });
  }
  if (isCut) {
    const text = `Your text is long: the first ${formatCount(texts.length)} sentences are searched.`;
    said.push({ kind: 'says', text });
  }
  return said;
}

/** Words with marks, by values that the strongest of them scales. */
function marked({ words }: Encoded, values: Float64Array): ShownWord[] {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return words.map((word, w): ShownWord => {
    const strength = most > 0 && isWordy(word) ? values[w]! / most : 0;
    return strength > 0.1 ? { text: word.text, strength } : { text: word.text };
  });
}

/** What the query is expanded by: tokens that it lacks, strongest first. */
function added(
  { columns, values }: Found['expansion'],
  encoded: Encoded,
  reader: Reader,
  { wordsOf, present }: Collection,
) {
  const own = new Set(encoded.ids);
  const { tokens } = reader.vocabulary;
  const others = Array.from(columns, (id, i) => ({ id, value: values[i]! }))
    .filter(({ id, value }) => !own.has(id) && value >= LEAST && /^\p{L}{2,}$/u.test(tokens[id]!))
    .filter(({ id }) => present.has(tokens[id]!) && wordsOf(tokens[id]!).length > 0)
    .toSorted((a, b) => b.value - a.value)
    .slice(0, ADDED);
  return others
    .filter(({ value }) => value >= NEAR * others[0]!.value)
    .map(({ id }) => tokens[id]!);
}

/** Which words of the query the first text owes its place to: each is left out in turn. */
async function reasons(
  reader: Reader,
  collection: Collection,
  encoded: Encoded,
  first: number,
): Promise<Block[]> {
  const words = tellingIn(collection, encoded);
  if (words.length < 2) return [];
  const found = await find(
    reader,
    collection,
    words.map((word) => leftOut(encoded, word)),
  );
  const ranks = found.map(({ scores }) => rankOf(scores, first));
  const strength = new Map(words.map((word, i) => [word, 1 - 1 / ranks[i]!]));
  const worst = ranks.indexOf(Math.max(...ranks));
  if (ranks[worst] === 1) {
    const text = 'Leave out any one of your words, and the first sentence stays the first.';
    return [{ kind: 'says', strong: 'Why', text }];
  }
  const name = quoted(words[worst]!.text);
  return [
    {
      kind: 'sentence',
      title: 'What the first place depends on',
      words: encoded.words.map((word): ShownWord => {
        const value = strength.get(word);
        return value ? { text: word.text, strength: value } : { text: word.text };
      }),
    },
    {
      ...{ kind: 'says', strong: 'Why' },
      text: `Leave out ${name}, and the first sentence falls to place ${formatCount(ranks[worst]!)}.`,
    },
  ];
}

export const play: Use['play'] = async (desk: Desk, values) => {
  const { reader } = desk;
  const query = values.query ?? '';
  const encoded = checked(reader, query);
  const collection = await collectionOf(desk);
  if (tellingIn(collection, encoded).length === 0) {
    const unknown = unknownWords(encoded).filter(isWordy);
    const common = encoded.words.filter((word) => isWordy(word) && isKnown(encoded, word));
    const never = unknown.length > 0 ? `The model has never read ${quotedSome(unknown)}. ` : '';
    throw new PlayError(
      `${never}Too many of the sentences have ${quotedSome(common.map(({ text }) => text))}. Add a word that tells more.`,
    );
  }
  const [found] = await find(reader, collection, [encoded]);
  const { expansion, scores } = found!;
  const counted = collection.bm25.scores(collection.wordsOf(query));
  const byCount = ranked(counted);
  const topic = topicOf(encoded, collection);
  const best = ranked(scores)
    .slice(0, SHOWN)
    .filter((d) => scores[d]! > 0);
  if (best.length === 0) {
    const text = 'No sentence has anything in common with the query.';
    return { blocks: [...notes(encoded, collection), { kind: 'says', text }] };
  }
  const top = scores[best[0]!]!;
  const rows = best.map((d) => {
    const text = collection.encoded[d]!;
    const counts = [encoded.words.length, text.words.length] as const;
    const [, parts] = expansionParts(expansion, collection.expanded[d]!, counts);
    const bm25 = counted[d]! > 0 ? ordinal(byCount.indexOf(d) + 1) : 'not found';
    return {
      words: marked(text, parts),
      share: scores[d]! / top,
      shown: scores[d]!.toFixed(2),
      ...(topic !== undefined && { isRight: collection.topics![d] === topic }),
      note: `BM25: ${bm25}`,
    };
  });
  const missed = best.filter((d) => counted[d] === 0).length;
  const others = added(expansion, encoded, reader, collection);
  const blocks: Block[] = [
    ...notes(encoded, collection),
    {
      kind: 'ranking',
      title: `Best of ${formatCount(collection.texts.length)} sentences${topic === undefined ? '' : ' (right: on the topic of the query)'}`,
      unit: 'likeness to the query, 0 to 1',
      rows,
    },
  ];
  if (others.length > 0) {
    const text = `the model also looks for ${quotedAll(others)}.`;
    blocks.push({ kind: 'says', strong: 'Besides your words', text });
  }
  blocks.push({
    kind: 'says',
    strong: 'Counting words',
    text: sayCounting(missed, best.length, topic),
  });
  blocks.push(...(await reasons(reader, collection, encoded, best[0]!)));
  return { blocks };
};

function sayCounting(missed: number, of: number, topic: number | undefined): string {
  const about = topic === undefined ? '' : ` The topic of the query is “${TOPIC_NAMES[topic]}”.`;
  if (missed === 0)
    return `BM25 finds each of these too: all share a telling word with the query.${about}`;
  if (missed === of)
    return `BM25 finds none of these: they share no telling word with the query.${about}`;
  return `BM25 does not find ${missed} of these ${of}: they share no telling word with the query.${about}`;
}
