import { defineConfig } from 'vitest/config';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** Folders of src/ whose own tests try the mutants: those of others would only take longer. See scripts/mutants.mjs. */
const folders = (process.env.MUTANTS_IN ?? '').split(',');

export default defineConfig({
  plugins: [wasmKernels()],
  test: {
    include: folders.map((folder) => `src/${folder}/**/*.test.{ts,tsx}`),
    // These train, read all built-in texts or measure time: they would do so again for each mutant.
    exclude: [
      '**/*.{gpu,browser}.test.*',
      'src/artificial/{language,pieces}.test.ts',
      'src/train/{learning,resume,reference}.test.ts',
      'src/**/builtInTexts.test.ts',
      'src/corpus/sentencesTime.test.ts',
    ],
    pool: 'threads',
    testTimeout: 60_000,
  },
});
