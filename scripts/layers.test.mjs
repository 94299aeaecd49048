import { describe, expect, it } from 'vitest';
import { breachesOf, LAYERS } from './layers.mjs';

describe('layers', () => {
  it('names the file, both folders and the import of a breach', () => {
    expect(breachesOf('src/ui/Chart.tsx', "import { run } from '../engine/run.ts';")).toEqual([
      'src/ui/Chart.tsx: ui may not import engine (../engine/run.ts)',
    ]);
  });

  it.each([
    ['src/ui/a.ts', "export { a } from '../train/a';"],
    ['src/ui/a.ts', "export * from '../train/a';"],
    ['src/ui/a.ts', "const a = import('../model/a');"],
    ['src/ui/a.ts', "type A = import('../model/a').A;"],
    ['src/ui/a.ts', "import '../worker/train.worker.ts?worker';"],
    ['src/ui/a.ts', "new Worker(new URL('../worker/a.ts', import.meta.url));"],
    ['src/ui/a.ts', 'new URL(`../worker/${name}/a.bin`, import.meta.url);'],
    ['src/worker/a.ts', 'new URL(`${name}/a.bin`, import.meta.url);'],
    ['src/ui/a.ts', "import { post } from '../protocol/trainer';"],
    ['src/client/a.ts', "import { start } from '../worker/a';"],
    ['src/engine/tfjs/a.ts', "import { a } from '../../train/a';"],
    ['src/base/a.ts', "import { a } from '../config/a';"],
    ['src/base/a.ts', 'const a = import(name);'],
    ['src/base/a.ts', "import golden from '../../scripts/a.json';"],
    ['src/store/a.ts', "import { useState } from 'react';"],
    ['src/train/a.ts', "import * as tf from '@tensorflow/tfjs-core';"],
    ['src/attic/a.ts', "import { a } from '../base/a';"],
    ['src/ui/a.test.tsx', "import { a } from '../train/a';"],
    ['src/corpus/a.test.ts', "import { a } from '../train/a';"],
    ['src/engine/webgpu/a.ts', "import { testDevice } from './testDevice';"],
    ['src/engine/a.ts', "import { testDevice } from './webgpu/testDevice.ts';"],
    ['src/ui/testPage.ts', "import { a } from '../train/a';"],
  ])('catches in %s: %s', (file, source) => {
    expect(breachesOf(file, source)).toHaveLength(1);
  });

  it.each([
    ['src/main.tsx', "import { App } from './ui/App'; import './ui/styles.css';"],
    ['src/ui/a.tsx', "import { useStore } from 'zustand'; import type { E } from '../protocol/m';"],
    ['src/client/a.ts', "new Worker(new URL('../worker/a.ts', import.meta.url), {});"],
    ['src/uses/a.ts', 'new URL(`./${name}/a.bin`, import.meta.url);'],
    [
      'src/engine/wasm/a.ts',
      "import url from '@tensorflow/a/b.wasm?url'; import './kernels.wasm?url';",
    ],
    ['src/engine/wgsl/a.ts', "import { g } from '../run'; import { p } from '../../model/p';"],
    ['src/engine/a.test.ts', "import 'fast-check'; import { a } from '../corpus/a';"],
    ['src/engine/webgpu/a.gpu.test.ts', "import { testDevice } from './testDevice';"],
    ['src/engine/webgpu/testBuffers.ts', "import 'vitest'; import { t } from './testDevice';"],
    ['src/model/a.test.ts', "import golden from '../../scripts/a.golden.json';"],
    ['src/base/a.ts', "// import { a } from '../ui/a';\nconst text = \"import '../ui/a'\";"],
  ])('lets pass in %s: %s', (file, source) => {
    expect(breachesOf(file, source)).toEqual([]);
  });

  it('has a table without cycles: no folder reaches itself', () => {
    const reaches = (from, to, seen = new Set()) =>
      LAYERS[from].some((entry) => {
        const next = entry.split(' ').at(-1);
        if (next === to) return true;
        return !seen.has(next) && reaches(next, to, seen.add(next));
      });
    for (const folder of Object.keys(LAYERS)) expect(reaches(folder, folder), folder).toBe(false);
  });
});
