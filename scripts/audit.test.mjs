import { expect, it } from 'vitest';
import { allows, faultsOf } from './audit.mjs';

const integrity = `sha512-${'A'.repeat(86)}==`;
const good = { version: '19.0.0', integrity, license: 'MIT' };

/** The faults of a lockfile that pins React, with other entries. */
const faults = (entries, { range = '^19.0.0' } = {}) =>
  faultsOf(
    {
      packages: {
        '': { dependencies: { react: '^19.0.0' } },
        'node_modules/react': good,
        ...entries,
      },
    },
    { dependencies: { react: range } },
  );

it('finds no fault in a lockfile that has none', () => {
  const tool = { ...good, dev: true, license: 'MPL-2.0' };
  const built = { ...good, dev: true, hasInstallScript: true };
  const resolved = 'https://registry.npmjs.org/a/-/a-1.0.0.tgz';
  expect(
    faults({
      'node_modules/tool': tool,
      'node_modules/webgpu': built,
      'node_modules/a': { ...good, resolved },
    }),
  ).toEqual([]);
});

it.each([
  ['comes from', { ...good, resolved: 'https://elsewhere.org/a.tgz' }],
  ['comes from', { ...good, resolved: 'https://registry.npmjs.org.elsewhere.org/a.tgz' }],
  ['comes from', { ...good, resolved: 'git+ssh://git@github.com/a/a.git#1' }],
  ['comes from', { ...good, resolved: '../a', link: true }],
  ['has no SHA-512', { ...good, integrity: undefined }],
  ['has no SHA-512', { ...good, integrity: 'sha1-AAAA' }],
  ['has the licence GPL-3.0', { ...good, license: 'GPL-3.0' }],
  ['has the licence MPL-2.0', { ...good, license: 'MPL-2.0' }], // part of the page
  ['has the licence none', { ...good, license: undefined }],
  ['runs a script', { ...good, dev: true, hasInstallScript: true }],
])('finds a planted fault: %s', (what, entry) => {
  expect(faults({ 'node_modules/b/node_modules/a': entry })).toEqual([
    expect.stringContaining(`node_modules/b/node_modules/a: ${what}`),
  ]);
});

it('finds a second React, and what the lockfile does not pin', () => {
  expect(faults({ 'node_modules/a/node_modules/react': { ...good, version: '18.3.1' } })).toEqual([
    'react: there are 2, 19.0.0 and 18.3.1',
  ]);
  expect(faults({}, { range: '^20.0.0' })).toEqual([
    'react: package.json wants ^20.0.0, the lockfile ^19.0.0',
  ]);
  const unpinned = { packages: { '': { dependencies: { react: '1' } } } };
  expect(faultsOf(unpinned, { dependencies: { react: '1' } })).toEqual([
    'react: the lockfile pins no version',
  ]);
});

it('reads licences that leave a choice, and such that do not', () => {
  expect(allows('(MIT OR GPL-3.0)', ['MIT'])).toBe(true);
  expect(allows('MIT AND GPL-3.0', ['MIT'])).toBe(false);
  expect(allows('MIT AND ISC', ['MIT', 'ISC'])).toBe(true);
});
