import { describe, expect, it } from 'vitest';
import { jsonElements } from './jsonElements';
import { formatPath } from './jsonPath';

describe('the elements of a JSON file', () => {
  it('does not care how it is cut', async () => {
    const text =
      '{"data": [{"t": "a \\"b\\\\", "x": [1, {"y": "}]"}]}, {"t": "é\\u00e9\\ud800"}, "s"], "n": null, "m": {"o": "p"}}';
    const blank = ' '.repeat(300_000); // the beginning is looked at in one piece
    for (const width of [1, 2, 3, 7]) {
      const parts = async function* () {
        yield blank;
        for (let at = 0; at < text.length; at += width) yield text.slice(at, at + width);
      };
      const found: string[] = [];
      for await (const batch of jsonElements(parts())) {
        found.push(...batch.map((element) => `${formatPath(element.path)} ${element.text}`));
      }
      expect(found).toEqual([
        'data[] {"t": "a \\"b\\\\", "x": [1, {"y": "}]"}]}',
        'data[] {"t": "é\\u00e9\\ud800"}',
        'data[] "s"',
        'm.o "p"',
      ]);
    }
  });
});
