import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Left out or true: everything is tried. False in a second browser (vitest.config.ts). */
    everyShape?: boolean;
  }
}

/**
 * Whether this is a second browser. It compiles shaders otherwise, so each shader is tried there. What engines do with
 * states and memory is the same code everywhere, and was tried in the first.
 */
export const isSecondBrowser = inject('everyShape') === false;
