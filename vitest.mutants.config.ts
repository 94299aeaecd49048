import { defineConfig } from 'vitest/config';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** What tries the mutants: every quick unit test. Tests that train for long would be run again for each mutant. */
export default defineConfig({
  plugins: [wasmKernels()],
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    exclude: [
      '**/*.{gpu,browser}.test.*',
      'src/engine/**',
      'src/files/**',
      'src/grammar/**',
      'src/artificial/{language,pieces}.test.ts',
      'src/train/{learning,resume,reference}.test.ts',
      'src/probe/**',
      'src/interop/{encoding,spellings}.test.ts',
      'src/dataset/builtInTexts.test.ts',
      'src/corpus/{builtInTexts,language}.test.ts',
    ],
    pool: 'threads',
    testTimeout: 60_000,
  },
});
