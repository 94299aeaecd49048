import { describe, expect, it } from 'vitest';
import { createQuotes } from './quotes';

/** The quotation marks of a text as they are read: `<` opens, `>` closes or is an apostrophe. */
function roles(text: string, language = 'en'): string {
  const opens = createQuotes(text, language);
  return Array.from(text.matchAll(/["'“”‘’„‚«»‹›]/g), ({ index }) =>
    opens(index) ? '<' : '>',
  ).join('');
}

describe('a quotation mark opens or closes', () => {
  it.each([
    ['by the spaces around it', 'en', '"Yes," he said, "no."', '<><>'],
    ['by the spaces, whatever the custom', 'en', '»Ja« »nein«', '<><>'],
    ['by the spaces, a dash or a bracket', 'en', '("a" –"b"', '<><>'],
    ['by the spaces and a comma', 'en', 'a "b": c "d"; e "f".', '<><><>'],
    ['by what is open, where nothing stands between', 'en', 'He left."No."She said.', '<>'],
    ['by what is open: pairs of two kinds', 'en', 'x"a‘b’c"y', '<<>>'],
    ['by its shape', 'zh', '他说“好”又说‘不’', '<><>'],
    ['by its shape, in corners', 'fr', 'dit«oui»puis‹non›', '<><>'],
    ['by the custom of German', 'de', 'x„a“y‚b‘z»c«w›d‹', '<><><><>'],
    ['by the custom of Polish', 'pl', 'x„a”y', '<>'],
    ['by the custom of Swedish: one mark for both', 'sv', 'x”a”y’b’', '<>>>'],
    ['by the custom of Finnish', 'fi', 'x»a»y', '<>'],
    ['by what is open, straight and curled', 'en', 'x“a"y‟b" z', '<>>'],
    ['by what is open, where it could open, too', 'und', 'x‚a‘y„b“z', '<><>'],
    ['by what is open, single', 'en', "Yes!'No!'So", '<>'],
    ['by what is open, in Finnish', 'fi', 'x‘a!’y«b»z‹c›w›d›', '<><><><>'],
    ['by what is open, in Swedish', 'sv', '!’a!’y', '<>'],
    ['by its shape, where nothing else tells', 'en', 'x”y»z›', '>>>'],
    ['or is an apostrophe', 'en', "it's the boys' and ’tis Anna’s", '>><>'],
    ['or is an apostrophe within what is said', 'en', 'x‘it’s’', '<>>'],
    ['or closes single quotation', 'en', 'he said ‘no’ to', '<>'],
    ['or closes where nothing is open', 'en', 'x” y’ z» w›', '>>>>'],
  ])('%s', (_, language, text, expected) => {
    expect(roles(text, language)).toBe(expected);
  });
});

it.each(['de', 'da', 'cs', 'sk', 'sl', 'hr', 'hu', 'pl'])('points inwards in %s', (language) => {
  expect(roles('x»a«y', language)).toBe('<>');
  expect(roles('x»a«y', 'fr')).toBe('><');
});

it('begins anew in a text that never closes them', () => {
  // The ninth „ is still remembered, so " closes it; the tenth mark wipes them out, and " opens.
  expect(roles(`${'„'.repeat(9)}x"y`)).toBe(`${'<'.repeat(9)}>`);
  expect(roles(`${'„'.repeat(9)}‘x"y`)).toBe(`${'<'.repeat(11)}`);
});

it('may be asked for one place twice, and for places without a mark between', () => {
  const opens = createQuotes('x "a" "b"', 'en');
  expect([0, 2, 2, 4, 4, 6, 6, 8].map(opens)).toEqual([
    ...[false, true, true, false, false, true, true, false],
  ]);
});
