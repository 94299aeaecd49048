import type { Use } from './use';

/** Every use, in the page's order; each is loaded when it is opened. */
export const USES: Readonly<Record<string, () => Promise<Use>>> = {
  reply: async () => (await import('./reply/use')).use,
  translate: async () => (await import('./translate/use')).use,
  question: async () => (await import('./question/use')).use,
};
