import { describe, expect, it } from 'vitest';
import { readSample } from './bytes';
import { detectEncoding } from './encoding';
import { inspectFile } from './inspect';
import { readFile } from './read';
import { encodeBytes, encodeUtf16, fileOf, utf8 } from './testFiles';

const detect = async (bytes: Uint8Array | string) =>
  detectEncoding(await readSample(fileOf('a.txt', bytes)));
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

const FRENCH =
  'L’été dernier, nous avons visité la forêt près de l’école. « Où êtes-vous allés ? » demanda-t-elle.' +
  ' Ça ne m’étonne guère : à Noël, c’était pareil, et le garçon dévorait déjà des pâtes à la crème.';
const GERMAN =
  'Über die Straße läuft ein großer Bär. Die Mädchen hören ihn nicht, denn sie küssen die Frösche.' +
  ' „Schöne Grüße“, rief er – und fiel über die Türschwelle.';
const ENGLISH =
  'I don’t know what you mean, “said he”, but it’s a naïve café — one that doesn’t serve anybody.' +
  ' They’d been there before.';
const POLISH =
  'Zażółć gęślą jaźń. Chrząszcz brzmi w trzcinie w Szczebrzeszynie. Źle się dzieje, gdy każdy myśli' +
  ' tylko o sobie.';
const RUSSIAN =
  'Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.' +
  ' Всё смешалось в доме Облонских.';
const GREEK = 'Η γρήγορη καφέ αλεπού πηδά πάνω από το τεμπέλικο σκυλί. Καλημέρα κόσμε.';
const TURKISH = 'Pijamalı hasta yağız şoföre çabucak güvendi. Güneşli bir gün, çocuklar oynuyor.';
const CHINESE = '今天下雨，他不来。\n明天晴，我们去公园散步。\n';

/** By Python's codecs: 今日は雨が降っています …, and 今天下雨，他没有来 … */
const JAPANESE_SJIS =
  '8da193fa82cd894a82aa8d7e82c182c482a282dc82b7814294de82cd978882dc82b982f182c582b582bd814296' +
  'be93fa82cd90b082ea82e982c582b582e582a481428e8482bd82bf82cd8cf6898082d68e5595e082c98d7382ab' +
  '82dc82b78142';
const JAPANESE_EUC =
  'baa3c6fca4cfb1aba4acb9dfa4c3a4c6a4a4a4dea4b9a1a3c8e0a4cfcde8a4dea4bba4f3a4c7a4b7a4bfa1a3cc' +
  'c0c6fca4cfc0b2a4eca4eba4c7a4b7a4e7a4a6a1a3bbe4a4bfa4c1a4cfb8f8b1e0a4d8bbb6cae2a4cbb9d4a4ad' +
  'a4dea4b9a1a3';
const CHINESE_GBK =
  'bdf1cceccfc2d3eaa3accbfbc3bbd3d0c0b4a1a3c3f7ccecbbe1cac7c7e7cceca3acced2c3c7d2aac8a5b9abd4' +
  'b0c9a2b2bda1a3b4baccecb5bdc1cba3acbba8b6bcbfaac1cba3acbaa2d7d3c3c7d4dad4bad7d3c0efcde6a1a3';

describe('detectEncoding', () => {
  it('takes a byte order mark at its word', async () => {
    expect(await detect(utf8('\uFEFFa'))).toEqual({ encoding: 'utf-8', sure: true });
    for (const label of ['utf-16le', 'utf-16be'] as const) {
      expect(await detect(encodeUtf16('\uFEFF字', label))).toEqual({ encoding: label, sure: true });
    }
  });

  it.each([FRENCH, RUSSIAN, CHINESE, 'plain', '😀'])('is sure of UTF-8: %s', async (text) => {
    expect(await detect(text)).toEqual({ encoding: 'utf-8', sure: true });
  });

  it('minds a character cut at either end of a sample', async () => {
    // Three bytes each, so that some stretch begins and ends within one, whatever its length.
    for (const before of ['', 'a', 'ab']) {
      const text = before + '字'.repeat(1 << 20);
      expect(await detect(text)).toEqual({ encoding: 'utf-8', sure: true });
    }
  });

  it('looks at the middle and the end too', async () => {
    const plain = 'It rains in the old town. '.repeat(1 << 16);
    const french = encodeBytes(FRENCH.repeat(50), 'windows-1252');
    const late = Buffer.concat([utf8(plain), french]);
    expect(await detect(late)).toEqual({ encoding: 'windows-1252', sure: false });
  });

  it('takes UTF-8 with a few damaged bytes for UTF-8', async () => {
    const damaged = Buffer.concat([utf8(FRENCH), Uint8Array.of(0xc3, 0x20), utf8(GERMAN)]);
    expect(await detect(damaged)).toEqual({ encoding: 'utf-8', sure: false });
  });

  const LONG = `${'It rains in the old town. '.repeat(8)}\n`.repeat(6000);
  const late = (text: string | Uint8Array, before = '') => {
    const bytes = typeof text === 'string' ? utf8(text) : text;
    const middle = 1_150_000; // between the head of the sample and its next stretch
    return Buffer.concat([
      utf8(before + LONG.slice(0, middle)),
      bytes,
      utf8(LONG.slice(middle) + LONG),
    ]);
  };
  const facts = async (bytes: Uint8Array) => {
    const notes: string[] = [];
    const file = fileOf('a.txt', bytes);
    const { encoding, encodingSure, ...found } = await inspectFile(file);
    const options = { onNote: (note: string) => notes.push(note) };
    const all = { encoding, encodingSure, ...found };
    let text = '';
    for await (const part of readFile(file, all, {}, options)) text += part;
    return { encoding, encodingSure, notes, text };
  };

  it('goes by all of the bytes where the sample is UTF-8', async () => {
    expect(await detect(late(Uint8Array.of(0xe9)))).toMatchObject({
      encoding: 'utf-8',
      sure: true,
    });
    const french = await facts(late(encodeBytes(`\n${FRENCH}\n`, 'windows-1252')));
    expect(french).toMatchObject({ encoding: 'windows-1252', encodingSure: false });
    expect(french.text).toContain(FRENCH);
    expect(french.notes).toEqual([expect.stringMatching(/^Its beginning is UTF-8.*Windows-1252/)]);
    const russian = await facts(late(encodeBytes(`\n${RUSSIAN}\n`, 'koi8-u')));
    expect(russian.text).toContain(RUSSIAN);
    const one = await facts(late(Uint8Array.of(0xe9)));
    expect(one).toMatchObject({ encoding: 'windows-1252', encodingSure: false });
  });

  it('stays with UTF-8 where all is, or where few bytes of all are damaged', async () => {
    expect(await facts(late(`\n${GREEK}\n`))).toMatchObject({
      ...{ encoding: 'utf-8', encodingSure: true, notes: [] },
    });
    const damaged = await facts(late(Uint8Array.of(0xc3, 0x20, 0xff), FRENCH));
    expect(damaged).toMatchObject({ encoding: 'utf-8', encodingSure: false });
    expect(damaged.notes).toEqual([expect.stringMatching(/^2 characters are damaged/)]);
  });

  it.each(['utf-16le', 'utf-16be'] as const)('sees %s without a mark', async (label) => {
    for (const text of [FRENCH, 'ab', RUSSIAN, CHINESE.repeat(50)]) {
      expect(await detect(encodeUtf16(text, label))).toEqual({ encoding: label, sure: false });
    }
  });

  it('does not take a few zero bytes of a binary file for UTF-16', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256); // zeros at even places only
    await expect(inspectFile(fileOf('a.bin', bytes))).rejects.toThrow('does not look like text');
  });

  it('does not take a text with one stray NUL for UTF-16', async () => {
    expect(await detect(`${ENGLISH.repeat(10)}\0${ENGLISH}`)).toMatchObject({ encoding: 'utf-8' });
  });

  it.each([
    ['windows-1252', FRENCH],
    ['windows-1252', GERMAN],
    ['windows-1252', ENGLISH],
    ['macintosh', FRENCH],
    ['macintosh', GERMAN],
    ['macintosh', ENGLISH],
    ['windows-1250', POLISH],
    ['iso-8859-2', POLISH],
    ['windows-1251', RUSSIAN],
    ['koi8-u', RUSSIAN],
    ['iso-8859-5', RUSSIAN],
    ['ibm866', RUSSIAN],
    ['iso-8859-7', GREEK],
    ['windows-1254', TURKISH],
  ])('guesses %s: %s', async (encoding, text) => {
    expect(await detect(encodeBytes(text, encoding))).toEqual({ encoding, sure: false });
  });

  it('guesses East Asian encodings', async () => {
    expect(await detect(bytesOf(JAPANESE_SJIS))).toEqual({ encoding: 'shift_jis', sure: false });
    expect(await detect(bytesOf(JAPANESE_EUC))).toEqual({ encoding: 'euc-jp', sure: false });
    expect(await detect(bytesOf(CHINESE_GBK))).toEqual({ encoding: 'gb18030', sure: false });
  });

  it('guesses them in a long file too, whose stretches begin within characters', async () => {
    for (const [hex, encoding] of [
      [JAPANESE_SJIS, 'shift_jis'],
      [CHINESE_GBK, 'gb18030'],
    ] as const) {
      for (const end of ['\n', 'a\n', '']) {
        const line = Buffer.concat([bytesOf(hex), utf8(end)]);
        const long = Buffer.concat(Array(Math.ceil((5 << 18) / line.length)).fill(line));
        const damaged = Buffer.concat([long, Uint8Array.of(0xff, 0x0a), long]);
        expect(await detect(damaged)).toEqual({ encoding, sure: false });
      }
    }
  });

  it('sees the Japanese of e-mail, which is valid UTF-8 too', async () => {
    const mail = bytesOf('1b2442 467c 4b5c 386c 1b2842 0a');
    expect(await detect(mail)).toEqual({ encoding: 'iso-2022-jp', sure: false });
  });

  it('ends with windows-1252', async () => {
    expect(await detect(Uint8Array.of(0x61, 0xff))).toEqual({
      encoding: 'windows-1252',
      sure: false,
    });
  });
});
