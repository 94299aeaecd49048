/** What the page asks a new version's service worker, which waits until no page of the old version is open. */
export const TAKE_OVER = { ask: 'take over' } as const;

/** Its answer: it takes over now, or cannot yet, as other windows still show the old version. */
export type TakeOverAnswer = 'now' | 'others';
