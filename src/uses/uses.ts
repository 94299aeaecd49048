import type { Failure } from './doesNotWork/failure';
import type { Use } from './use';

/** Every use, in the page's order; each is loaded when it is opened. */
export const USES: Readonly<Record<string, () => Promise<Use>>> = {
  homonyms: async () => (await import('./homonyms/use')).use,
  reply: async () => (await import('./reply/use')).use,
  translate: async () => (await import('./translate/use')).use,
  replacedWord: async () => (await import('./replacedWord/use')).use,
  minimalPairs: async () => (await import('./minimalPairs/use')).use,
  disguise: async () => (await import('./disguise/use')).use,
  classes: async () => (await import('./classes/use')).use,
  search: async () => (await import('./search/use')).use,
  keySentences: async () => (await import('./keySentences/use')).use,
  question: async () => (await import('./question/use')).use,
  writeOn: async () => (await import('./writeOn/use')).use,
};

/** What does not work at this size: measured by `npm run uses` as “doesNotWork”, never played. */
export const FAILURES: readonly (() => Promise<Failure>)[] = [
  async () => (await import('./doesNotWork/negation')).negation,
  async () => (await import('./doesNotWork/reading')).reading,
];
