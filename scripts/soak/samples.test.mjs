import { expect, it } from 'vitest';
import { ownMegabytes } from './samples.mjs';

it('counts no files: another browser on the machine shares them, and changes their part', () => {
  const rollup = (file) =>
    ['Rss: 300000', `Pss: ${file + 150_000}`, 'Pss_Anon: 140000', `Pss_File: ${file}`]
      .concat('Pss_Shmem: 9000', 'SwapPss: 1000')
      .join(' kB\n')
      .concat(' kB\n');
  expect(ownMegabytes(rollup(20_000))).toBe((150_000 * 1024) / 1e6);
  expect(ownMegabytes(rollup(120_000))).toBe(ownMegabytes(rollup(20_000)));
});
