import { builtInTexts } from '../../corpus/builtInTexts';
import type { Source } from '../../protocol/texts';
import type { SavedText } from '../../storage/keptRun';
import { isText } from '../playground/savedText';
import type { PlaygroundState } from '../playground/state';
import { written } from '../playground/textChoices';

/** Whether two runs learned from one text, cut alike. Older runs do not say how it was cut. */
export const isSameText = (a: SavedText, b: SavedText): boolean =>
  (a.grammar === undefined || b.grammar === undefined
    ? a.characters === b.characters && a.hash === b.hash
    : a.grammar === b.grammar) &&
  (a.language === b.language || a.language === undefined || b.language === undefined);

const textIn = ({ text, stored }: Source) => stored?.blob ?? text;

/** All of the text that a run learned from; undefined where it is gone, or was sampled from a language and not read since. */
export async function textOfRun(
  { source, own }: Pick<PlaygroundState, 'source' | 'own'>,
  saved: SavedText,
): Promise<string | Blob | undefined> {
  const found = [source, ...own].find((one) => isText(one, saved));
  if (found) return textIn(found);
  if (saved.whole !== undefined) return saved.whole;
  const raw = await builtInTexts.find(({ id }) => id === saved.builtIn)?.load();
  if (raw === undefined) return undefined;
  const builtIn = written(raw, { name: saved.name });
  return isText(builtIn, saved) ? builtIn.text : undefined; // the page may have had another one then
}
