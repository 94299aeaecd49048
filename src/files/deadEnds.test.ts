import { expect, it } from 'vitest';
import { noMarks, readRecords } from './records';
import { ANY_FORM } from './tableForm';

/** A text that counts how often something is looked for in it. */
class Counted extends String {
  looks = 0;
  override indexOf(word: string, from?: number): number {
    this.looks++;
    return super.indexOf(word, from);
  }
}

const FORM = {
  ...{ delimiter: ',', quoted: true, backslash: false, trusted: false, numeric: [], skip: 0 },
  ...ANY_FORM,
};

/** So often for a line: up to 64 lines are judged for each. */
const OFTEN = 200;

function expectFewLooks(text: string, columns: number, lines: number) {
  const counted = new Counted(text);
  const marks = noMarks();
  const { rows } = readRecords(counted as unknown as string, { ...FORM, columns }, marks, true);
  expect(marks.mended).toBeGreaterThan(0.9 * lines);
  expect(rows.length).toBeGreaterThan(0.9 * lines);
  expect(counted.looks).toBeLessThan(OFTEN * rows.length);
}

it('follows marks that nothing closes once, not from each line', () => {
  expectFewLooks(`${'v", "\n'.repeat(4000)}"""%`, 1, 4000);
  expectFewLooks(`${'v", "\n'.repeat(4000)}"""%`, 2, 4000);
  expectFewLooks('a,""""b\n'.repeat(4000), 1, 4000);
});

it('follows marks once that close nothing for a million characters', () => {
  const lines = 400;
  expectFewLooks('"a\n'.repeat((1 << 20) / 3 + lines), 2, lines);
});
