import { wordsOf } from '../material';
import type { Reader } from '../reader';
import { english, luvani, type Side } from './language';
import { alignments, otherSide, segmentOf } from './translating';
import { trainingMeanings } from './world';

/** Training pairs that an entry is made from. */
const PAIRS_A_WORD = 6;

/** Words of the other language, the best first, by how far their ln p falls when the word is hidden, nats a pair. */
export type DictionaryEntry = readonly { readonly word: string; readonly falls: number }[];

/**
 * Dictionary entries by occlusion: in pairs from training that have the word, it is hidden, and each word of the other
 * language says how much less probable it is then.
 *
 * @param words of the language `from`; one that no pair has gets no entry
 */
export async function dictionary(
  reader: Reader,
  words: readonly string[],
  from: Side,
): Promise<DictionaryEntry[]> {
  const pairs = trainingMeanings().map((meaning) => {
    const texts = { english: english(meaning), luvani: luvani(meaning) };
    return { texts, words: new Set(wordsOf(texts[from])) };
  });
  const asked = words.flatMap((word) =>
    pairs
      .filter((pair) => pair.words.has(word))
      .slice(0, PAIRS_A_WORD)
      .map(({ texts }) => {
        const encoded = reader.encode(texts.english, texts.luvani);
        const source = encoded.words.filter(
          ({ text, segment }) => segment === segmentOf(from) && text.toLowerCase() === word,
        );
        const target = encoded.words.filter(({ segment }) => segment === segmentOf(otherSide(from)));
        return { word, encoded, source: source.slice(0, 1), target };
      }),
  );
  const falls = await alignments(reader, asked);
  return words.map((word) => {
    const sums = new Map<string, number>();
    const own = asked.flatMap((one, i) => (one.word === word ? [{ ...one, fall: falls[i]! }] : []));
    for (const { target, fall } of own) {
      target.forEach(({ text }, j) => {
        const key = text.toLowerCase();
        sums.set(key, (sums.get(key) ?? 0) + fall[j]![0]! / own.length);
      });
    }
    return [...sums]
      .map(([partner, sum]) => ({ word: partner, falls: sum }))
      .sort((a, b) => b.falls - a.falls);
  });
}
