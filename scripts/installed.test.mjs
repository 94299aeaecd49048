import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { installedSize } from './installed.mjs';

it('counts files as they are stored, and fails the build above the limit', () => {
  const dir = mkdtempSync(join(tmpdir(), 'installed-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    writeFileSync(join(dir, 'a.js'), 'a'.repeat(500_000)); // half a kilobyte, compressed
    writeFileSync(join(dir, 'a.woff2'), 'a'.repeat(20_000)); // stored as it is
    const entries = [
      { url: 'a.js', size: 0, revision: null },
      { url: 'a.woff2', size: 0, revision: null },
    ];
    expect(installedSize(dir, entries, 21_000).manifest).toEqual(entries);
    expect(log).toHaveBeenCalledWith(expect.stringMatching(/^installed: 0\.02 MB in 2 files/));
    expect(() => installedSize(dir, entries, 20_200)).toThrow('at most 0.0202 MB are allowed');
  } finally {
    log.mockRestore();
    rmSync(dir, { recursive: true });
  }
});
