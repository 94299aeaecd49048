import { describe, expect, it } from 'vitest';
import { readTerminal } from './terminal';
import { fileOf, readAll } from './testFiles';

const COLOURED =
  '\x1b[1;32mOK\x1b[0m \x1b[38;5;12mAnn\x1b[m came.\x1b[K\n' +
  '\x1b]0;a title\x07It \x1b]8;;https://example.org\x1b\\rains\x1b]8;;\x1b\\.\x1b(B\x1b=\n' +
  'B\bBo\bol\bld\bd and _\bu_\bn_\bd_\be_\br.\n';
const PLAIN = 'OK Ann came.\nIt rains.\nBold and under.\n';
const NOTE = 'Terminal colour codes were left out.';

describe('text from a terminal', () => {
  it('loses its colours, titles, links and overprinting, and says so', async () => {
    for (const name of ['a.log', 'typescript']) {
      const found = await readAll(fileOf(name, COLOURED));
      expect(found).toEqual({ text: PLAIN, notes: [NOTE] });
    }
  });

  it('is read the same wherever it is cut', async () => {
    for (const width of [1, 2, 3, 10]) {
      const parts = async function* () {
        for (let at = 0; at < COLOURED.length; at += width) yield COLOURED.slice(at, at + width);
      };
      let text = '';
      let times = 0;
      for await (const part of readTerminal(parts(), () => times++)) text += part;
      expect([text, times]).toEqual([PLAIN, 1]);
    }
  });

  it('is left alone where it has none', async () => {
    const text = 'It [1m rains] (B) 😀.\n';
    expect(await readAll(fileOf('a.log', text))).toEqual({ text, notes: [] });
  });
});
