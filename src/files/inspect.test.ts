import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect';
import { NotText } from './notText';
import { readFile } from './read';
import { encodeBytes, encodeUtf16, fileOf, readAll, textOf, zipOf } from './testFiles';

const bytes = (...values: (number | string)[]) =>
  Buffer.concat(
    values.map((v) => (typeof v === 'string' ? Buffer.from(v, 'latin1') : Buffer.of(v))),
  );
const OLE = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, '\0'.repeat(100));
const LOCKED = Buffer.concat([OLE, encodeUtf16('EncryptedPackage', 'utf-16le')]);

describe('inspectFile', () => {
  it.each<[string, Uint8Array, string, RegExp]>([
    ['photo.png', bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'is a PNG picture.', /OCR/],
    ['photo.txt', bytes(0xff, 0xd8, 0xff, 0xe0), 'is a JPEG picture.', /OCR/],
    ['a.webp', bytes('RIFF\x01\x02\x03\x04WEBP'), 'is a WebP picture.', /OCR/],
    ['a.zip', zipOf({ 'a.txt': 'a' }), 'is a ZIP archive.', /Unpack/],
    ['a.cloze', zipOf({ 'a.json': '' }), 'is a file of runs that Cloze has saved.', /by itself/],
    ['a.xlsx', zipOf({ 'a.xml': 'a' }), 'is an Excel workbook.', /CSV/],
    ['a.tar', bytes('a'.padEnd(257, '\0'), 'ustar'), 'is a tar archive.', /Unpack/],
    ['a.doc', OLE, 'is an old Word document (.doc).', /\.docx/],
    ['a.xls', OLE, 'is an old Excel workbook (.xls).', /CSV/],
    ['a.docx', LOCKED, 'is locked with a password.', /password/],
    ['a.rtf', bytes('{\\rtf1 It rains.}'), 'is a document in Rich Text Format.', /\.docx/],
    ['a.mp3', bytes('ID3', 4, 0, 0), 'is a sound (MP3).', /transcribed/],
    ['a.exe', bytes('MZ', 0x90, 0, 3), 'is a program for Windows.', /text file/],
    ['a.txt', bytes(0xff, 0xfe, 0, 0, 'a\0\0\0'), 'is text in UTF-32.', /UTF-8/],
    ['a.txt', bytes(), 'is empty.', /another file/],
    ['a.dat', bytes('\x01\x02\x03\xff\xfe\x80'.repeat(9)), 'does not look like text.', /\.dat/],
  ])('refuses %s, which %#', async (name, content, is, advice) => {
    const error = await inspectFile(fileOf(name, content)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(NotText);
    expect(error.what).toBe(`${name} ${is}`);
    expect(error.why).toMatch(/^[A-Z].*\.$/);
    expect(error.advice).toMatch(advice);
  });

  it.each(['GIF8 is no picture', 'MZ and BM', 'ID3 tags', 'PK', 'OggS', 'Rar!', '{"a": 1}'])(
    'takes a text that begins like another kind for text: %s',
    async (text) => {
      expect(await textOf(fileOf('a.txt', text))).toBe(text);
    },
  );

  it('takes a person at their word about the encoding', async () => {
    const file = fileOf('a.csv', encodeBytes('имя;слово\nя;да\nон;нет', 'x-mac-cyrillic'));
    const facts = await inspectFile(file, 'x-mac-cyrillic');
    expect(facts).toMatchObject({ encoding: 'x-mac-cyrillic', encodingSure: true });
    expect(facts.choices.map(({ name }) => name)).toEqual(['имя', 'слово']);
    expect(await textOf(file, { encoding: 'x-mac-cyrillic', part: 'слово' })).toBe('да\n\nнет');
    await expect(inspectFile(fileOf('a.txt', 'It rains.'), 'utf-16le')).resolves.toBeTruthy();
    await expect(
      inspectFile(fileOf('a.txt', bytes('\xff'.repeat(9))), 'shift_jis'),
    ).rejects.toThrow('in the encoding shift_jis');
  });
});

describe('readFile', () => {
  it.each([
    ['a.xml', '<?xml version="1.0"?><sms body="It rains."/>', 'no words between its tags'],
    ['a.html', '<!doctype html><script>rain()</script>', 'unless in pictures or scripts'],
    ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\n\n', 'but no words'],
  ])('refuses what has no text: %s', async (name, content, why) => {
    await expect(readAll(fileOf(name, content))).rejects.toMatchObject({
      what: `${name} holds no text.`,
      why: expect.stringContaining(why),
    });
  });

  it('reads plain text in parts, with its line ends made \\n and its mark removed', async () => {
    const text = 'It rains.\r\nIt pours.\r'.repeat(100_000);
    const file = fileOf('a.txt', `\uFEFF${text}`);
    const facts = await inspectFile(file);
    const parts: string[] = [];
    const reported: number[] = [];
    const options = { onProgress: (bytesRead: number) => reported.push(bytesRead) };
    for await (const part of readFile(file, facts, {}, options)) parts.push(part);
    expect(parts.join('')).toBe(text.replace(/\r\n?/g, '\n'));
    expect(parts.length).toBeGreaterThan(1);
    expect(reported.at(-1)).toBe(file.size);
  });

  it.each(['a.txt', 'a.csv', 'a.jsonl', 'a.html'])('stops when it is told to: %s', async (name) => {
    const file = fileOf(name, '{"a": "It rains."}\n'.repeat(100_000));
    const facts = await inspectFile(file);
    const control = new AbortController();
    const reason = new Error('enough');
    let parts = 0;
    const read = async () => {
      for await (const _ of readFile(file, facts, {}, { signal: control.signal })) {
        parts++;
        control.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    expect(parts).toBe(1);
    await expect(read()).rejects.toBe(reason);
    expect(parts).toBe(1);
  });
});
