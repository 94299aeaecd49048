import type { Encoded, Reader, Word } from '../reader';
import { portions, withoutWords } from '../reader';

/**
 * No word is held to be rarer in its place than this. Where a message is put as none was that the model read, it finds all
 * words rare, and how rare is noise.
 */
const LEAST = 1e-3;

/** What the model says of one place. */
export interface Evidence {
  /** p of all listed words together */
  readonly listed: number;
  /** p of the word that stands there */
  readonly own: number;
  /** ln of one over the other: above 0 a listed word is likelier there than the word that stands there */
  readonly odds: number;
  /** p of each listed word, in the order of the list */
  readonly each: Float64Array;
}

/**
 * How much likelier listed words are at a place than the word that stands there, the word hidden: a form of the masked
 * language model's side of Zhu et al., "Self-supervised euphemism detection and identification for content moderation",
 * IEEE S&P 2021.
 *
 * @param places words of each text that are asked
 * @param list ids of the listed words, which are tokens
 */
export async function evidenceAt(
  reader: Reader,
  texts: readonly { readonly encoded: Encoded; readonly places: readonly Word[] }[],
  list: readonly number[],
): Promise<readonly (readonly Evidence[])[]> {
  const questions = texts.flatMap(({ encoded, places }) =>
    places.map((place) => ({ encoded, place })),
  );
  const found: Evidence[] = [];
  for (const some of portions(questions)) {
    const asked = await reader.ask(
      some.map(({ encoded, place }) => withoutWords(encoded, [place])),
    );
    some.forEach(({ encoded, place }, i) => {
      const p = asked[i]!.logProbabilities(0);
      const each = Float64Array.from(list, (id) => Math.exp(p[id]!));
      const listed = each.reduce((a, b) => a + b, 0);
      const own = Math.exp(p[encoded.ids[place.from]!]!);
      found.push({ listed, own, odds: Math.log(listed) - Math.log(Math.max(own, LEAST)), each });
    });
  }
  let next = 0;
  return texts.map(({ places }) => places.map(() => found[next++]!));
}
