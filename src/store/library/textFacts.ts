import type { Source } from '../../protocol/texts';
import type { KeptRun, SavedText } from '../../storage/keptRun';
import { isText } from '../playground/savedText';

const sizes = new WeakMap<Source, number>();

/** Bytes of all of a text in UTF-8. */
export function bytesOfText(text: Source): number {
  const known = sizes.get(text) ?? (text.stored?.blob ?? new Blob([text.text])).size;
  sizes.set(text, known);
  return known;
}

/** Bytes of these texts together. One file may be that of several; it counts once. */
export function bytesOfTexts(texts: readonly Source[]): number {
  const files = new Set<string>();
  let sum = 0;
  for (const text of texts) {
    const key = text.stored?.key;
    if (key !== undefined && files.has(key)) continue;
    if (key !== undefined) files.add(key);
    sum += bytesOfText(text);
  }
  return sum;
}

/** Characters of a text that a row shows at most. */
const FIRST = 200;

/** The first words of a text in one line. */
export const firstWords = ({ text }: Source): string =>
  text
    .slice(0, 4 * FIRST)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, FIRST);

/**
 * Which of these texts a run learned from. Copies of a text are alike: then it is the one that the run names, else the
 * oldest, as a copy is newer.
 */
export function textOf(saved: SavedText, own: readonly Source[]): Source | undefined {
  const alike = own.filter((text) => isText(text, saved));
  return alike.find(({ name }) => name === saved.name) ?? alike.at(-1);
}

/** What the text of a run is called: it may have been renamed since. */
export const nameOfText = (saved: SavedText, own: readonly Source[]): string =>
  textOf(saved, own)?.name ?? saved.name;

/** The runs that learned from one of these texts. */
export const runsOfText = <Run extends Pick<KeptRun, 'text'>>(
  text: Source,
  own: readonly Source[],
  runs: readonly Run[],
): readonly Run[] => runs.filter((run) => textOf(run.text, own) === text);

/** The runs that could not go on without a text: they hold no copy of it, and no other text is the same. */
export function runsThatNeed<Run extends Pick<KeptRun, 'text'>>(
  text: Source,
  own: readonly Source[],
  runs: readonly Run[],
): readonly Run[] {
  const others = own.filter((other) => other !== text);
  return runs.filter(
    ({ text: saved }) =>
      saved.whole === undefined &&
      saved.grammar === undefined &&
      saved.builtIn === undefined &&
      isText(text, saved) &&
      !others.some((other) => isText(other, saved)),
  );
}
