import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stateDict } from '../../interop/stateDict';
import { parameterLayout } from '../../model/layout';
import { SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { folderOf } from '../folder';
import { configOf } from '../taken';
import { takenRun } from '../testTaken';

const work = mkdtempSync(join(tmpdir(), 'cloze-tfjs-'));

/** Runs the script as a person does, the packages being in the folder above the model's. */
const fill = (sentence: string) =>
  spawnSync(process.execPath, [join(work, 'model/code/load_tfjs.mjs'), sentence], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  const { run } = takenRun({
    vocabulary: {
      ...{ tokens: [...SPECIAL_TOKENS, 'a', 'cat', '##s'], doLowerCase: true, stripAccents: false },
      specialIds: [7, 1, 2, 3, 0],
    },
  });
  const config = configOf(run);
  const parameters = new Float32Array(parameterLayout(config).length);
  // All else is zero: the chances are these, of 20.
  const chances = [1, 1, 1, 1, 1, 2, 5, 8];
  stateDict(config, parameters).get('cls.predictions.bias')!.values.set(chances.map(Math.log));
  for (const { path, build } of folderOf({ run, parameters })) {
    const file = join(work, 'model', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(await new Blob([...build()]).arrayBuffer()));
  }
  symlinkSync(resolve('node_modules'), join(work, 'node_modules'));
});
afterAll(() => rmSync(work, { recursive: true }));

it('prints the five best tokens for a [MASK], by the ids of the folder', () => {
  // TensorFlow.js greets first.
  const lines = fill('cat [MASK]')
    .stdout.split('\n')
    .filter((line) => line.includes('%'));
  expect(lines).toEqual([
    ' 40.0 %  ##s',
    ' 25.0 %  cat',
    ' 10.0 %  a',
    '  5.0 %  [MASK]',
    '  5.0 %  [UNK]',
  ]);
});

it('says that a sentence is longer than the model reads', () => {
  const { status, stderr } = fill('a a a a a a [MASK]');
  expect(stderr).toContain('The model reads at most 8 tokens; this sentence has 9.');
  expect(status).toBe(1);
});
