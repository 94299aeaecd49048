/** Of a text: what is printed, and at a gap the word that was there. */
export interface Gap {
  /** From 1 */
  readonly number: number;
  readonly word: string;
}

/** A cloze hides every so many words: Taylor hid each fifth, which is hard; each seventh leaves more to go by. */
const EVERY = 7;
/** About a page, UTF-16 units */
const MOST = 1800;
const FEWEST_GAPS = 3;
const SENTENCE_END = /[.!?。！？…]["”’»)]*\s/gu;

/** The beginning of a text, about a page of whole sentences. */
function beginning(text: string): string {
  const whole = text.trim().replaceAll(/\n\s*\n/g, '\n'); // a blank line would be a very wide one
  if (whole.length <= MOST) return whole;
  const ends = Array.from(
    whole.slice(0, MOST).matchAll(SENTENCE_END),
    (end) => end.index + end[0].length,
  );
  return whole.slice(0, ends.at(-1) ?? MOST).trim();
}

/** Where words of at least two letters begin and end; numbers are none, as nobody could guess them. */
function wordsOf(text: string, lang: string | undefined): readonly [start: number, end: number][] {
  const segments = new Intl.Segmenter(lang, { granularity: 'word' }).segment(text);
  return Array.from(segments)
    .filter(({ segment, isWordLike }) => isWordLike && /^\p{L}[\p{L}\p{M}’'-]+$/u.test(segment))
    .map(({ segment, index }) => [index, index + segment.length]);
}

/**
 * A gap text of the beginning of a text: its first sentence whole, then every seventh word a gap.
 *
 * @param lang BCP 47 tag of the text's language, where it is known
 * @returns pieces of text and gaps in their order; undefined where the text has too few words
 */
export function gapText(text: string, lang: string | undefined): (string | Gap)[] | undefined {
  const shown = beginning(text);
  const [first] = shown.matchAll(SENTENCE_END);
  const from = first ? first.index + first[0].length : 0;
  const parts: (string | Gap)[] = [];
  let at = 0;
  let number = 0;
  const words = wordsOf(shown, lang).filter(([start]) => start >= from);
  for (let i = EVERY - 1; i < words.length; i += EVERY) {
    const [start, end] = words[i]!;
    parts.push(shown.slice(at, start), { number: ++number, word: shown.slice(start, end) });
    at = end;
  }
  return number < FEWEST_GAPS ? undefined : [...parts, shown.slice(at)];
}
