import type { Use } from './use';

/** Every use, in the page's order; each is loaded when it is opened. */
export const USES: Readonly<Record<string, () => Promise<Use>>> = {
  disguise: async () => (await import('./disguise/use')).use,
};
