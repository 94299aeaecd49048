import type { NotWhole } from './envelope';

/** What is packed in a link and cannot be used. */
export type SentProblem =
  | {
      readonly kind: 'own';
      /** Also: it is no text; the browser cannot unpack it; the code that unpacks it could not be loaded */
      readonly why: NotWhole | 'noText' | 'cannot' | 'noCode';
    }
  | { readonly kind: 'replay'; readonly why: NotWhole | 'noCode' };

const WHY = {
  newer: 'was packed by a newer version of Cloze',
  cut: 'was cut off on its way, as some mail and chat programs do with long links',
  damaged: 'was changed on its way',
  long: 'is longer than any that Cloze puts into one, so it was not unpacked',
  noText: 'is not a text that Cloze can show',
  cannot: 'cannot be unpacked by this browser',
  noCode: 'could not be unpacked, because a part of the page is missing',
} as const satisfies Record<SentProblem['why'], string>;

const ADVICE = {
  newer: 'Reload the page to get the newest version, and open the link again.',
  cut: 'Copy the whole link once more, or ask for the text as a file.',
  damaged: 'Copy the whole link once more, or ask for the text as a file.',
  long: 'Ask for the text as a file.',
  noText: 'Ask for the text as a file.',
  cannot: 'Use a newer browser, or ask for the text as a file.',
  noCode: 'Go online, reload the page and open the link again.',
} as const satisfies Record<SentProblem['why'], string>;

/** What happened to it, what of the link is used all the same, and what to do now. */
export const sentComplaint = ({ kind, why }: SentProblem): string =>
  kind === 'own'
    ? `The text in this link ${WHY[why]}. Only the link’s settings are used. ${ADVICE[why]}`
    : `The curve in this link ${WHY[why]}. Its settings are used, but there is no run to compare with. ${ADVICE[why].replace(', or ask for the text as a file', '').replace('Ask for the text as a file.', 'Ask for the link again.')}`;
