import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { swiftShaderOf } from './dawn.mjs';

describe.runIf(process.platform === 'linux')('swiftShaderOf', () => {
  let root;
  const touch = (path) => writeFileSync(join(root, path), '');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'dawn-'));
    mkdirSync(join(root, 'opt'));
    touch('opt/cloze-chrome');
    symlinkSync(join(root, 'opt/cloze-chrome'), join(root, 'cloze-chrome'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true });
  });

  it('follows a link to the folder, and keeps the library path that was set', () => {
    touch('opt/vk_swiftshader_icd.json');
    touch('opt/libvulkan.so.1');
    vi.stubEnv('LD_LIBRARY_PATH', '/own');
    expect(swiftShaderOf(join(root, 'cloze-chrome'))).toEqual({
      LD_LIBRARY_PATH: `${root}/opt:/own`,
      VK_ICD_FILENAMES: `${root}/opt/vk_swiftshader_icd.json`,
    });
  });

  it('finds nothing if the loader is missing', () => {
    touch('opt/vk_swiftshader_icd.json');
    expect(swiftShaderOf(join(root, 'cloze-chrome'))).toBeUndefined();
  });
});
