import { formatCount } from '../../../base/format';
import { counted } from '../../../base/words';
import type { Source } from '../../../protocol/texts';
import { MAX_LINK, OFTEN_CUT } from '../../../store/links/sent/limits';
import type { NotPacked } from '../../../store/links/sent/shareable';

/** What a link holds. */
export function holdsWords(
  { builtIn, name, characters }: Source,
  hasText: boolean,
  isRun = false,
): string {
  const settings = isRun ? 'the settings of the run, some losses of its curve' : 'your settings';
  const and = isRun ? ', and' : ' and';
  if (builtIn !== undefined) return `It holds ${settings}${and} the name of the text, “${name}”.`;
  if (hasText) return `It holds ${settings}${and} your text, ${counted(characters, 'character')}.`;
  return isRun
    ? `It holds ${settings} and a check number of your text, not the text: whoever opens it needs the same text.`
    : `It holds ${settings}, not your text.`;
}

/** How long a link is, and what may become of one that long. */
export function lengthWords(length: number): string {
  const is = `The link has ${counted(length, 'character')}.`;
  return length > OFTEN_CUT
    ? `${is} Some mail and chat programs cut links over ${formatCount(OFTEN_CUT)}; the page then says so, and uses the settings alone.`
    : is;
}

const INSTEAD = 'Send the text as a file instead. A kept run also has its file in the Library.';

/** Why a text cannot be part of a link, and what to do instead; for a number: the link would be that long. */
export function noTextWords(why: NotPacked | number): string {
  if (typeof why === 'number') {
    return `With the text the link would have ${formatCount(why)} characters, and ${formatCount(MAX_LINK)} is the most that reliably arrive. ${INSTEAD}`;
  }
  switch (why) {
    case 'file':
      return `The text is too long for a link. ${INSTEAD}`;
    case 'cannot':
      return `This browser cannot pack a text into a link; a newer one can. ${INSTEAD}`;
    case 'changed':
      return `The text has signs that would not arrive as they are. ${INSTEAD}`;
  }
}
