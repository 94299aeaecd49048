import { type Encoded, type Reader, type Word, withoutWords } from '../reader';
import { argmax } from '../score/argmax';
import { occluded } from '../score/occlusion';
import { english, luvani, type Meaning, PARTNER } from './language';

/** The pair that says this, as the model reads it, and the content words of both sentences. */
export function pairOf(reader: Reader, meaning: Meaning): { encoded: Encoded; content: Word[] } {
  const encoded = reader.encode(english(meaning), luvani(meaning));
  return { encoded, content: encoded.words.filter(isContent) };
}

export const isContent = ({ text, segment }: Word) =>
  PARTNER[segment === 0 ? 'english' : 'luvani'].has(text.toLowerCase());

/**
 * Whether the model fills each content word of both sentences, hidden alone.
 *
 * @param otherHidden hides the content words of the other language too: what the word's own language says
 * @returns 0 or 1 for each content word of each pair
 */
export async function wordFilled(
  reader: Reader,
  meanings: readonly Meaning[],
  otherHidden = false,
): Promise<Float64Array> {
  const items = meanings.flatMap((meaning) => {
    const { encoded, content } = pairOf(reader, meaning);
    return content.map((word) => {
      const other = otherHidden ? content.filter(({ segment }) => segment !== word.segment) : [];
      return { id: encoded.ids[word.from]!, row: withoutWords(occluded(encoded, other), [word]) };
    });
  });
  const asked = await reader.ask(items.map(({ row }) => row));
  return Float64Array.from(items, ({ id }, i) =>
    argmax(asked[i]!.logProbabilities(0)) === id ? 1 : 0,
  );
}
