import type { Death } from '../client/workers';

/** What to do where a worker never came up: asking it for less would not help. */
export const CANNOT_START =
  'Reload the page. If it happens again, this browser may be too old for Cloze: use Firefox 115, Chrome 110 or Safari 16.4, or a newer one.';

/** “The text worker stopped.” */
export const whatDied = (who: string, { atStart, hangs }: Death): string =>
  atStart ? `${who} could not start.` : `${who} stopped${hangs ? ' answering' : ''}.`;
