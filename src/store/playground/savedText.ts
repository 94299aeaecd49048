import { MOST_OWN_TEXTS } from '../../config/textLimits';
import { builtInTexts } from '../../corpus/builtInTexts';
import { languages } from '../../grammar/languages';
import type { Source } from '../../protocol/texts';
import type { SavedText } from '../../storage/keptRun';
import { textHash } from '../../storage/textHash';
import { languageOf, type Prepared } from './prepared';
import type { PlaygroundState } from './state';
import type { TextChoices } from './textChoices';

/** Whether this is the text that a run was trained on. */
export const isText = (source: Source, saved: SavedText): boolean =>
  saved.grammar === undefined
    ? source.characters === saved.characters && textHash(source.text) === saved.hash
    : source.grammar === saved.grammar;

/** Whether a text in `language` is cut as it was for a run. Older runs do not say: then the exam shows it. */
export const isCutAlike = (language: string | undefined, saved: SavedText): boolean =>
  saved.language === undefined || saved.language === language;

/** What is kept of a text with a run. */
export function savedText(prepared: Prepared): SavedText {
  const { name, builtIn, grammar, characters, text, stored } = prepared.source;
  return {
    ...{ name, builtIn, grammar, characters },
    language: languageOf(prepared.source, prepared),
    hash: textHash(text),
    whole: (builtIn ?? grammar ?? stored) ? undefined : text,
  };
}

/** Whether a text that is not shown can be, and none of one's own would have to go for it. */
export const isHere = ({ own }: Pick<PlaygroundState, 'own'>, saved: SavedText): boolean =>
  saved.builtIn !== undefined ||
  (own.length < MOST_OWN_TEXTS && (saved.grammar ?? saved.whole) !== undefined) ||
  own.some((one) => isText(one, saved));

/**
 * A function that shows a run's text and prepares it, cut as it was for the run; undefined if the text is gone.
 */
export function findSource(
  { source, prepared, own }: Pick<PlaygroundState, 'source' | 'prepared' | 'own'>,
  saved: SavedText,
  text: TextChoices,
  /** For the text that is shown already */
  again: () => void,
): (() => void) | undefined {
  const { language } = saved;
  if (isText(source, saved)) {
    const isAlike = isCutAlike(languageOf(source, prepared), saved);
    return isAlike ? again : () => text.chooseLanguage(language);
  }
  const index = own.findIndex((one) => isText(one, saved));
  if (index >= 0) return () => text.chooseOwn(index, language);
  const isThere = [...builtInTexts, ...languages].some(({ id }) => id === saved.builtIn);
  if (isThere) return () => void text.chooseById(saved.builtIn, language);
  const { name, grammar, whole } = saved;
  if (grammar !== undefined) return () => text.openLanguage(name, grammar);
  return whole === undefined ? undefined : () => text.takeCopy(name, whole, language);
}
