import { type Direction, directionWithin } from '../../corpus/direction';

/** Letters and digits, and the signs that belong to a number. */
const CORE = /[\p{L}\p{N}\p{Sc}%‰°]/u;
/** A sign or a number without letters, which takes the direction of what is around it */
const NUMBER = /^[\p{N}\p{Sc}%‰°]+$/u;
const OPENING = '([{';
const CLOSING = ')]}';

/** Something that stands in a sentence, and whether a space follows it. */
export interface Spaced {
  readonly written: string;
  readonly gap: string;
}

/** Neighbours that are shown together, in a direction of their own. */
export interface Run<W> {
  readonly words: readonly W[];
  readonly dir: Direction;
}

/** Where the letters of a word run: as the sentence, against it, or both ways; undefined for marks and numbers. */
function wayOf(written: string, around: Direction): 'along' | 'against' | undefined {
  if (!/\p{L}/u.test(written)) return undefined;
  return directionWithin(around, written) === around ? 'along' : 'against';
}

/**
 * The words of a sentence in runs, so that each run can be set as a box in the sentence, as Unicode's rules for text of
 * two directions have it. Words follow one another as the sentence runs; but neighbours that run the other way are one
 * run, with the marks and numbers between them and the numbers that follow: `New York` in Hebrew. So are the parts
 * of a number, which runs from left to right everywhere: `2.1` would else read `1.2`. Marks around a run are not of it.
 */
export function runsOf<W extends Spaced>(words: readonly W[], around: Direction): Run<W>[] {
  const ways = words.map(({ written }) => wayOf(written, around));
  const isNumber = (i: number) => NUMBER.test(words[i]!.written);

  /** Whether what begins here runs the other way: `e-mail`, and `4-bit` with its number */
  const turns = (from: number) => {
    if (!CORE.test(words[from]!.written)) return false;
    let i = from;
    while (!ways[i] && words[i]!.gap === '' && i < words.length - 1) i++;
    return ways[i] === 'against';
  };

  /** The last word of what begins here and runs the other way. */
  const endOfTurn = (from: number) => {
    let last = from;
    const open: number[] = [];
    for (let i = from; i < words.length && ways[i] !== 'along'; i++) {
      const { written } = words[i]!;
      if (OPENING.includes(written)) open.push(OPENING.indexOf(written));
      const closes = CLOSING.includes(written) && open.at(-1) === CLOSING.indexOf(written);
      if (closes) open.pop();
      if (ways[i] || isNumber(i) || closes) last = i;
    }
    return last;
  };

  const endOfNumber = (from: number) => {
    let last = from;
    for (let i = from; i < words.length && !ways[i]; i++) {
      if (isNumber(i)) last = i;
      if (words[i]!.gap !== '') break;
    }
    return last;
  };

  const runs: Run<W>[] = [];
  const against = around === 'rtl' ? 'ltr' : 'rtl';
  for (let from = 0; from < words.length; ) {
    const turned = turns(from);
    let last = from;
    if (turned) last = endOfTurn(from);
    else if (around === 'rtl' && isNumber(from)) last = endOfNumber(from);
    runs.push({
      words: words.slice(from, last + 1),
      dir: turned || last > from ? against : around,
    });
    from = last + 1;
  }
  return runs;
}
