import { MASK_ID } from '../../tokenizer/vocabulary';
import { type Encoded, type Reader, type Word, withoutWords } from '../reader';
import { argmax } from '../score/argmax';
import { wordLogProbabilities } from '../score/pseudoLogLikelihood';
import type { Side } from './language';

export interface Translation {
  /** The pair, with the translation filled in */
  readonly encoded: Encoded;
  /** The words of the translation, its full stop too */
  readonly words: readonly Word[];
  readonly tokens: readonly string[];
  /** ln p of each word, hidden alone, [words] */
  readonly sure: readonly number[];
  /** Mean ln p of the words of both languages, each hidden in turn: how well this length suits */
  readonly fit: number;
}

export const otherSide = (from: Side): Side => (from === 'english' ? 'luvani' : 'english');

/** The segment in which a language stands: as in training, English is first. */
export const segmentOf = (side: Side): 0 | 1 => (side === 'english' ? 0 : 1);

/** Ends every sentence, in both languages. */
const END = '.';

/** A sentence beside hidden words of the other language and the full stop, `length` words together. */
function withBlanks(reader: Reader, text: string, from: Side, length: number): Encoded {
  // Any word may stand at a blank, as it is hidden.
  const other = Array(length).fill(END).join(' ');
  const encoded = from === 'english' ? reader.encode(text, other) : reader.encode(other, text);
  const ids = encoded.ids.slice();
  const blanks = encoded.words.filter(({ segment }) => segment !== segmentOf(from));
  for (const word of blanks.slice(0, -1)) ids[word.from] = MASK_ID;
  return { ...encoded, ids };
}

/** The words of the translation that are asked for: all but its full stop. */
const blanksOf = ({ words }: Encoded, from: Side): readonly Word[] =>
  words.filter(({ segment }) => segment !== segmentOf(from)).slice(0, -1);

/**
 * Fills the blanks of several pairs, in each the word of which the model is surest, then it is asked again, until none is
 * left.
 */
async function fill(reader: Reader, pairs: readonly Encoded[], from: Side): Promise<void> {
  const places = pairs.map((pair) => blanksOf(pair, from).map((word) => word.from));
  for (;;) {
    const open = pairs.flatMap((pair, i) => {
      const left = places[i]!.filter((place) => pair.ids[place] === MASK_ID);
      return left.length > 0 ? [{ pair, left }] : [];
    });
    if (open.length === 0) return;
    const asked = await reader.ask(
      open.map(({ pair, left }) => ({ ids: pair.ids, types: pair.types, places: left })),
    );
    open.forEach(({ pair, left }, o) => {
      const guesses = left.map((_, m) => {
        const p = asked[o]!.logProbabilities(m);
        // A hidden word is no word.
        p[MASK_ID] = Number.NEGATIVE_INFINITY;
        const id = argmax(p);
        return { id, p: p[id]! };
      });
      const best = argmax(guesses.map(({ p }) => p));
      pair.ids[left[best]!] = guesses[best]!.id;
    });
  }
}

/** Rounds in which a word may be thought over. */
const ROUNDS = 4;

/**
 * Thinks the words over: each is hidden in turn, and in each round the one that is furthest behind a better word gives
 * way to it (iterated conditional modes: Besag, Journal of the Royal Statistical Society B 48(3), 1986).
 */
async function mend(reader: Reader, pairs: readonly Encoded[], from: Side): Promise<void> {
  let open = pairs;
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const questions = open.map((pair) => blanksOf(pair, from));
    const asked = await reader.ask(
      open.flatMap((pair, i) => questions[i]!.map((word) => withoutWords(pair, [word]))),
    );
    let next = 0;
    open = open.filter((pair, i) => {
      const better = questions[i]!.map((word) => {
        const p = asked[next++]!.logProbabilities(0);
        p[MASK_ID] = Number.NEGATIVE_INFINITY;
        const id = argmax(p);
        return { at: word.from, id, gain: p[id]! - p[pair.ids[word.from]!]! };
      });
      const most = better[argmax(better.map(({ gain }) => gain))]!;
      pair.ids[most.at] = most.id;
      return most.gain > 0;
    });
  }
}

/** ln p of the words of both languages, each hidden in turn: what the translation leaves out, it cannot tell. */
const fitsOf = (reader: Reader, pairs: readonly Encoded[]) =>
  wordLogProbabilities(
    reader,
    pairs.map((encoded) => ({ encoded })),
  );

function translationOf(
  reader: Reader,
  encoded: Encoded,
  from: Side,
  fits: Float64Array,
): Translation {
  const words = encoded.words.filter(({ segment }) => segment !== segmentOf(from));
  return {
    ...{ encoded, words },
    sure: words.map((word) => fits[encoded.words.indexOf(word)]!),
    tokens: words.map((word) => reader.vocabulary.tokens[encoded.ids[word.from]!]!),
    fit: fits.reduce((a, b) => a + b, 0) / fits.length,
  };
}

/** The pair with one word of the translation moved from one place to another, the words between closing up. */
function moved(pair: Encoded, places: readonly number[], a: number, b: number): Encoded {
  const order = places.map((place) => pair.ids[place]!);
  const [word] = order.splice(a, 1);
  order.splice(b, 0, word!);
  const ids = pair.ids.slice();
  places.forEach((place, i) => {
    ids[place] = order[i]!;
  });
  return { ...pair, ids };
}

/**
 * Moves one word at a time to where the words of both languages suit each other best: a word in the wrong place cannot be
 * mended by thinking over single words, as two places would have to change at once.
 */
async function inBestOrder(reader: Reader, first: Translation, from: Side): Promise<Translation> {
  let best = first;
  for (let round = 0; round < ROUNDS; round++) {
    const places = blanksOf(best.encoded, from).map((word) => word.from);
    const others = places.flatMap((_, a) =>
      places.flatMap((_, b) => (a === b || a === b + 1 ? [] : [moved(best.encoded, places, a, b)])),
    );
    const fits = await fitsOf(reader, others);
    const found = others.map((pair, i) => translationOf(reader, pair, from, fits[i]!));
    const next = found.reduce((a, b) => (b.fit > a.fit ? b : a), best);
    if (next === best) return best;
    best = next;
  }
  return best;
}

/**
 * Translates sentences: the blanks are filled one at a time, the surest first, then thought over, as in Mask-Predict
 * (Ghazvininejad et al., EMNLP 2019), with as many rounds as words. The number of words is not known, so each is tried,
 * and the one with which the words of both languages suit each other best is taken.
 *
 * @param texts each ends with a full stop
 * @param lengths numbers of words, with the full stop, that the translation may have
 * @returns for each text its translations, one for each length that fits, the best first
 */
export async function translate(
  reader: Reader,
  texts: readonly string[],
  from: Side,
  lengths: readonly number[],
): Promise<readonly (readonly Translation[])[]> {
  const most = reader.config.maxPositionEmbeddings - 3;
  const tried = texts.flatMap((text, t) => {
    const own = reader.encode(text).words.length;
    return lengths
      .filter((length) => own + length <= most)
      .map((length) => ({ t, encoded: withBlanks(reader, text, from, length) }));
  });
  const pairs = tried.map(({ encoded }) => encoded);
  await fill(reader, pairs, from);
  await mend(reader, pairs, from);
  const found = (await fitsOf(reader, pairs)).map((fits, i) =>
    translationOf(reader, pairs[i]!, from, fits),
  );
  const ranked = texts.map((_, t) =>
    found.filter((_, i) => tried[i]!.t === t).toSorted((a, b) => b.fit - a.fit),
  );
  return Promise.all(
    ranked.map(async ([best, ...others]) =>
      best ? [await inBestOrder(reader, best, from), ...others] : [],
    ),
  );
}

/** Words as a sentence: a capital at the beginning, and no space before the full stop. */
export function written(tokens: readonly string[]): string {
  const text = tokens.join(' ').replace(/ (?=[.,!?])/g, '');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/**
 * How the words of a pair go together: by how much ln p of each word of one language falls when a word of the other is
 * hidden (occlusion). Positive where the word helps.
 *
 * @param encoded a whole pair
 * @returns [target words][source words], nats
 */
export async function alignments(
  reader: Reader,
  pairs: readonly { encoded: Encoded; source: readonly Word[]; target: readonly Word[] }[],
): Promise<readonly Float64Array[][]> {
  const rows = pairs.flatMap(({ encoded, source, target }) =>
    target.flatMap((word) =>
      [undefined, ...source].map((hidden) => {
        const row = withoutWords(encoded, [word]);
        if (hidden) row.ids.fill(MASK_ID, hidden.from, hidden.to);
        return row;
      }),
    ),
  );
  const asked = await reader.ask(rows);
  let next = 0;
  return pairs.map(({ encoded, source, target }) =>
    target.map((word) => {
      const id = encoded.ids[word.from]!;
      const p = () => asked[next++]!.logProbabilities(0)[id]!;
      const whole = p();
      return Float64Array.from(source, () => whole - p());
    }),
  );
}
