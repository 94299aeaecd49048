import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { wasmKernels } from './scripts/wasmKernels.mjs';

/** Folders of src/ whose own tests try the mutants: those of others would only take longer. See scripts/mutants.mjs. */
const folders = (process.env.MUTANTS_IN ?? '').split(',');

// These train, read all built-in texts or measure time: they would do so again for each mutant.
const SLOW = [
  '**/*.{gpu,browser}.test.*',
  'src/artificial/{language,pieces}.test.ts',
  'src/train/{learning,resume,reference}.test.ts',
  'src/**/builtInTexts.test.ts',
  'src/corpus/sentencesTime.test.ts',
];

/** Tests that replace a module, so that each file needs its modules anew. Others import them once for all files. */
const mocking = folders
  .filter((folder) => folder !== '')
  .flatMap((folder) =>
    readdirSync(join('src', folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join('src', folder, file))
      .filter((file) => /\.test\.tsx?$/.test(file)),
  )
  .filter((file) => readFileSync(file, 'utf8').includes('vi.mock('));

const shared = { pool: 'threads' as const, testTimeout: 60_000 };

export default defineConfig({
  plugins: [wasmKernels()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'plain',
          isolate: false,
          include: folders.map((folder) => `src/${folder}/**/*.test.{ts,tsx}`),
          exclude: [...SLOW, ...mocking],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'mocking', include: mocking, exclude: SLOW },
      },
    ],
  },
});
