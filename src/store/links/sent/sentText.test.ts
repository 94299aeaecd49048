import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDITABLE_CHARACTERS } from '../../../config/textLimits';
import { textHash } from '../../../storage/textHash';
import { wrap } from './envelope';
import { packText, unpackText } from './sentText';
import { packed } from './shareable';

const MIRA = 'Mira feeds the goats.\nThe wolf – ein grauer – heult.\n\n狼が来た。';
const source = (text: string, rest: object = {}) => ({
  ...{ name: 'Goats', text, characters: text.length, ...rest },
});
const pack = (bytes: string | Uint8Array) => wrap(new Uint8Array(deflateRawSync(bytes)));
const whyNot = async (raw: string) => {
  const found = await unpackText(raw);
  return 'why' in found ? found.why : found;
};

it('brings a text over as it is, with its name and the language that was chosen', async () => {
  expect(await unpackText(await packText(source(MIRA, { language: 'de' })))).toEqual({
    ...{ name: 'Goats', builtIn: undefined, language: 'de' },
    ...{ characters: MIRA.length, hash: textHash(MIRA), whole: MIRA },
  });
});

it('brings a grammar over, not what was drawn from it', async () => {
  const sent = await packText(source('B.', { grammar: 'a = b .' }));
  expect(await unpackText(sent)).toMatchObject({ grammar: 'a = b .' });
});

it('shows a name as one short line, and names a text that had no name', async () => {
  const nameOf = async (name: string) => {
    const found = await unpackText(await packText({ ...source('A.'), name }));
    return 'name' in found ? found.name : found;
  };
  expect(await nameOf('a\n\u202eb\u0000')).toBe('a b');
  expect((await nameOf('x'.repeat(999))) as string).toHaveLength(41);
  expect(await nameOf(' ')).toBe('Text from a link');
  expect(await nameOf('Your text')).toBe('Text from a link');
});

describe('refuses', () => {
  it('a link that was cut, wherever', async () => {
    const whole = await packText(source(MIRA));
    for (let end = 0; end < whole.length; end++) {
      expect(await whyNot(whole.slice(0, end)), `${end}`).toBe('cut');
    }
  });

  it('one that was changed, but not for what programs put around and into links', async () => {
    const whole = await packText(source(MIRA));
    for (let at = 2; at < whole.length; at += 7) {
      const other = whole[at] === 'A' ? 'B' : 'A';
      const why = await whyNot(whole.slice(0, at) + other + whole.slice(at + 1));
      expect(why, `${at}`).toMatch(/damaged|cut/);
    }
    for (const same of [`${whole}.`, `${whole})>`, `${whole.slice(0, 40)}\n ${whole.slice(40)}`]) {
      expect(await unpackText(same)).toMatchObject({ whole: MIRA });
    }
  });

  it.each([
    ['2.00000000.4.AAAA', 'newer'],
    ['0.00000000.4.AAAA', 'damaged'],
    ['nonsense', 'damaged'],
    [`1.00000000.9.${'A'.repeat(40_000)}`, 'long'],
    [wrap(Uint8Array.of(1, 2, 3)), 'damaged'],
    [pack('no head'), 'noText'],
    [pack('{"name":7}\nA.'), 'noText'],
    [pack('{"name":"a","language":"xx; DROP"}\nA.'), 'noText'],
    [pack('{"name":"a"}\n  \n'), 'noText'],
    [pack('{"name":"a"}\nA\u0000B'), 'noText'],
    [pack(Uint8Array.of(...new TextEncoder().encode('{"name":"a"}\n'), 0xff)), 'noText'],
    [pack(`{"name":"a"}\n${'a'.repeat(EDITABLE_CHARACTERS + 1)}`), 'long'],
    // A sign that is written as three letters
    [pack(`{"name":"a"}\n${'\ufb03'.repeat(EDITABLE_CHARACTERS)}`), 'long'],
  ])('%# %.30s', async (raw, why) => {
    expect(await whyNot(raw)).toBe(why);
  });

  it('a few bytes that would unpack to many, without unpacking them', async () => {
    const bomb = pack(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(32_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await whyNot(bomb)).toBe('long');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_000_000);
  });
});

it('offers no text that would not arrive as it is', async () => {
  expect(await packed(source(MIRA))).toHaveProperty('own');
  for (const text of ['A\u0000B', 'a \ud800 lone half', 'ends in\r\n']) {
    expect(await packed(source(text)), JSON.stringify(text)).toBe('changed');
  }
  const stored = { blob: new Blob([MIRA]) };
  expect(await packed(source(MIRA, { stored }))).toBe('file');
  expect(await packed(source(MIRA, { stored, grammar: 'a = b .' }))).toHaveProperty('own');
});

it('brings any text over', async () => {
  const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(letters, async (text) => {
      const found = await packed(source(text));
      if (typeof found === 'string') return; // control characters, forms of letters, nothing but spaces
      expect(await unpackText(found.own)).toMatchObject({ whole: text });
    }),
    { numRuns: 50, seed: 20 },
  );
});
