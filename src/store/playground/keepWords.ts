import type { Span } from '../../masking/blankMarks';
import type { Blanked } from '../../masking/fill';
import { MASK_ID, UNK_ID } from '../../tokenizer/vocabulary';

/** A token that can be read, or a row of blanks with nothing to read between them. */
interface Unit {
  /** Equal where a reader sees the same */
  readonly key: string;
  /** Indices of its tokens where it is a row of blanks */
  readonly blanks: readonly number[];
}

function unitsOf({ text, tokens, blanks }: Blanked): Unit[] {
  const isBlank = new Set(blanks);
  const units: { key: string; blanks: number[] }[] = [];
  tokens.forEach(({ id, start, end, wordId }, i) => {
    if (!isBlank.has(i)) {
      units.push({ key: id === UNK_ID ? `?${text.slice(start, end)}` : `${id}`, blanks: [] });
    } else if (isBlank.has(i - 1)) {
      const row = units.at(-1)!;
      row.key += tokens[i - 1]!.wordId === wordId ? '+' : ' _';
      row.blanks.push(i);
    } else {
      units.push({ key: '_', blanks: [i] });
    }
  });
  return units;
}

/** [i][j]: length of the longest common subsequence of the first i and the first j units. */
function commonLengths(a: readonly Unit[], b: readonly Unit[]): Uint16Array[] {
  const lengths = [new Uint16Array(b.length + 1)];
  for (const [i, { key }] of a.entries()) {
    const above = lengths[i]!;
    const row = new Uint16Array(b.length + 1);
    for (const [j, other] of b.entries()) {
      row[j + 1] = key === other.key ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!);
    }
    lengths.push(row);
  }
  return lengths;
}

/**
 * Which blank of `before` each blank of `after` was, by index of its token. None where more than half of either
 * sentence is new; a blank whose row has changed, or could be either of two, is a new one.
 */
function sameBlanks(before: Blanked, after: Blanked): Map<number, number> {
  const a = unitsOf(before);
  const b = unitsOf(after);
  const ahead = commonLengths(a, b);
  const behind = commonLengths(a.toReversed(), b.toReversed());
  const common = ahead[a.length]![b.length]!;
  const same = new Map<number, number>();
  if (2 * common <= Math.max(a.length, b.length)) return same;

  const fits = (i: number, j: number) =>
    a[i]!.key === b[j]!.key &&
    ahead[i]![j]! + 1 + behind[a.length - 1 - i]![b.length - 1 - j]! === common;
  const only = <T>(list: readonly T[]) => (list.length === 1 ? list[0] : undefined);
  b.forEach((row, j) => {
    if (row.blanks.length === 0) return;
    const i = only([...a.keys()].filter((i) => fits(i, j)));
    if (i === undefined || only([...b.keys()].filter((j) => fits(i, j))) === undefined) return;
    row.blanks.forEach((blank, k) => {
      same.set(blank, a[i]!.blanks[k]!);
    });
  });
  return same;
}

/** A sentence before it is cut into tokens. */
export interface Uncut {
  readonly text: string;
  /** Marks for blanks whose word nobody knows */
  readonly marks: readonly Span[];
  /** Words that are blanks */
  readonly hidden: readonly Span[];
}

/** The sentence `after` with the words that are known to stand behind its blanks, as they were blanks of `before`. */
export function keepWords(before: Blanked, after: Blanked): Uncut {
  const same = sameBlanks(before, after);
  const known = (blank: number | undefined) => {
    const was = blank === undefined ? undefined : same.get(blank);
    return was === undefined || before.tokens[was]!.id === MASK_ID ? undefined : was;
  };
  const marks: Span[] = [];
  const hidden: { start: number; end: number }[] = [];
  let text = '';
  let last: number | undefined;
  let at = 0;
  for (const blank of after.blanks) {
    const { start, end, wordId } = after.tokens[blank]!;
    const was = known(blank);
    const wasLast = known(last);
    const isNext = last === blank - 1;
    // Between two known words, and the pieces of one, stands what stood there.
    text +=
      was !== undefined && wasLast !== undefined && isNext
        ? before.text.slice(before.tokens[wasLast]!.end, before.tokens[was]!.start)
        : after.text.slice(at, start);
    const from = text.length;
    const word = was === undefined ? { start, end } : before.tokens[was]!;
    text += (was === undefined ? after : before).text.slice(word.start, word.end);
    if (was === undefined) marks.push({ start: from, end: text.length });
    else if (isNext && after.tokens[last!]!.wordId === wordId) hidden.at(-1)!.end = text.length;
    else hidden.push({ start: from, end: text.length });
    last = blank;
    at = end;
  }
  return { text: text + after.text.slice(at), marks, hidden };
}
