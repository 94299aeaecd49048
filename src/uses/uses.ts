import type { Use } from './use';

/** Every use, in the page's order; each is loaded when it is opened. */
export const USES: Readonly<Record<string, () => Promise<Use>>> = {
  reply: () => import('./reply/use').then(({ use }) => use),
  translate: () => import('./translate/use').then(({ use }) => use),
  question: () => import('./question/use').then(({ use }) => use),
};
