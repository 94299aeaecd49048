import type { Problem } from '../../protocol/problem';

/** What is wrong with a text, why, and what to do now. */
export const textProblem = (what: string, why: string, advice: string): Problem => ({
  kind: 'text',
  what,
  why,
  advice,
});
