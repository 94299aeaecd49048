import { expect, it } from 'vitest';
import { e2eFailures, formatFailures, vitestFailures } from './failures.mjs';

const unit = {
  testResults: [
    {
      ...{ name: '/app/src/a.test.ts', status: 'failed', message: '' },
      assertionResults: [
        { fullName: 'adds', status: 'passed', failureMessages: [] },
        {
          ...{ fullName: 'sums all', status: 'failed' },
          failureMessages: [
            '\u001b[31mexpected 2 to be 3\u001b[39m\n\n    at a.test.ts:3:1\n    at node_modules/vitest/run.js:1:1',
          ],
        },
      ],
    },
    {
      ...{ name: '/app/src/b.test.ts', status: 'failed', message: 'no module "c"' },
      assertionResults: [],
    },
    { name: '/app/src/d.test.ts', status: 'passed', message: '', assertionResults: [] },
  ],
};
const spec = (title, status, ...messages) => ({
  ...{ title, file: 'fill.spec.ts', line: 7 },
  tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
});
const e2e = {
  errors: [{ message: 'no server' }],
  suites: [
    {
      ...{ title: 'fill.spec.ts', specs: [spec('fills', 'expected')] },
      suites: [
        { title: '390 px', specs: [spec('opens', 'unexpected', 'late'), spec('is', 'flaky')] },
      ],
    },
  ],
};

it('names the tests that failed, and files that could not be loaded', () => {
  expect(formatFailures(vitestFailures(unit), '/app')).toBe(
    'FAILED  src/a.test.ts  sums all\n    expected 2 to be 3\n        at a.test.ts:3:1\n\nFAILED  src/b.test.ts\n    no module "c"',
  );
});

it('names those of the page, wherever they stand', () => {
  expect(e2eFailures(e2e)).toEqual([
    { file: '', name: 'Playwright', message: 'no server' },
    { file: 'fill.spec.ts:7', name: '390 px › opens', message: 'late' },
    { file: 'fill.spec.ts:7', name: '390 px › is', message: '' },
  ]);
});

it('is short where much fails', () => {
  const failure = { file: 'a', name: 'b', message: Array(100).fill('line').join('\n') };
  const lines = formatFailures(Array(50).fill(failure), '/app').split('\n');
  expect(lines).toHaveLength(20 * 14 + 1);
  expect(lines.at(-1)).toBe('and 30 more');
});
