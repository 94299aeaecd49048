import type { Failure } from './doesNotWork/failure';
import type { Use } from './use';

/** Every use, in the page's order; each is loaded when it is opened. */
export const USES: Readonly<Record<string, () => Promise<Use>>> = {
  disguise: async () => (await import('./disguise/use')).use,
};

/** What does not work at this size: measured by `npm run uses` as “doesNotWork”, never played. */
export const FAILURES: readonly (() => Promise<Failure>)[] = [
  async () => (await import('./doesNotWork/negation')).negation,
  async () => (await import('./doesNotWork/reading')).reading,
];
