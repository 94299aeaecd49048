import { expect, it } from 'vitest';
import { readFile } from './readFile';

it('reads a table as it was written, with a mark, in UTF-8 or in Latin letters of one byte', async () => {
  const text =
    'Das Café ist schön und größer als früher.,gut\nNiemand mag die kühle Brühe für fünf.,schlecht\n';
  const utf8 = new TextEncoder().encode(`\ufeff${text.replaceAll('\n', '\r\n')}`);
  expect(await readFile(new File([utf8], 'a.csv'))).toBe(text);
  const latin1 = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  expect(await readFile(new File([latin1], 'b.csv'))).toBe(text);
});
