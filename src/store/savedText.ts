import { languages } from '../grammar/languages';
import type { Source } from '../protocol/texts';
import type { SavedText } from '../storage/savedRun';
import { textHash } from '../storage/textHash';
import { builtInTexts } from '../text/corpora';
import type { DocumentActions } from './document';
import type { AppState } from './state';

/** Whether this is the text that a run was trained on. */
export const isText = (source: Source, saved: SavedText): boolean =>
  saved.grammar === undefined
    ? source.characters === saved.characters && textHash(source.text) === saved.hash
    : source.grammar === saved.grammar;

/** What of a text is written down with a run. */
export const savedText = ({
  name,
  builtIn,
  grammar,
  characters,
  text,
  stored,
}: Source): SavedText => ({
  ...{ name, builtIn, grammar, characters },
  hash: textHash(text),
  whole: (builtIn ?? grammar ?? stored) ? undefined : text,
});

/** What shows a run's text and prepares it, once it is called; undefined where the text is gone. */
export function findSource(
  { source, own }: Pick<AppState, 'source' | 'own'>,
  saved: SavedText,
  document: Pick<DocumentActions, 'chooseOwn' | 'chooseById' | 'openLanguage' | 'takeCopy'>,
  /** For the text that is shown already */
  again: () => void,
): (() => void) | undefined {
  if (isText(source, saved)) return again;
  const index = own.findIndex((text) => isText(text, saved));
  if (index >= 0) return () => document.chooseOwn(index);
  const isThere = [...builtInTexts, ...languages].some(({ id }) => id === saved.builtIn);
  if (isThere) return () => void document.chooseById(saved.builtIn);
  const { name, grammar, whole } = saved;
  if (grammar !== undefined) return () => document.openLanguage(name, grammar);
  return whole === undefined ? undefined : () => document.takeCopy(name, whole);
}
