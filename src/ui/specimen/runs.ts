import { type Direction, directionWithin } from '../../text/direction';

/** Letters and digits, and the signs that belong to a number. */
const CORE = /[\p{L}\p{N}\p{Sc}%‰°]/u;

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

/**
 * The words of a sentence in runs, so that each run can be set as a box in the sentence. Words follow one another as the
 * sentence runs; but what is written without a space in between and runs the other way is one run, as `2.1` or
 * `e-mail` in Hebrew, which would read `1.2` if its words were set from right to left. Marks around it are not of it.
 */
export function runsOf<W extends Spaced>(words: readonly W[], around: Direction): Run<W>[] {
  const runs: Run<W>[] = [];
  const alone = (some: readonly W[]) => {
    for (const word of some) runs.push({ words: [word], dir: around });
  };
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (to < words.length - 1 && words[to]!.gap === '') to++;
    const joined = words.slice(from, to + 1);
    const first = joined.findIndex(({ written }) => CORE.test(written));
    const last = joined.findLastIndex(({ written }) => CORE.test(written));
    const core = joined.slice(Math.max(0, first), last + 1);
    const letters = core.map(({ written }) => written).join('');
    // Digits run from left to right whatever is around them.
    const dir = directionWithin(/\p{L}/u.test(letters) ? around : 'ltr', letters);
    if (core.length > 1 && dir !== around) {
      alone(joined.slice(0, first));
      runs.push({ words: core, dir });
      alone(joined.slice(last + 1));
    } else alone(joined);
    from = to + 1;
  }
  return runs;
}
