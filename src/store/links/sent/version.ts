/** Cloze's version, as `package.json` has it; unknown in tests. */
export const VERSION: string = import.meta.env.CLOZE_VERSION ?? 'unknown';
