import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeFill } from '../../masking/fill';
import { MASK_ID, SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { createEncoder } from '../../tokenizer/wordPiece';
import {
  cutAgain,
  editSpecimen,
  lookInput,
  ownSpecimen,
  type Specimen,
  sentenceSpecimen,
  toggleBlank,
} from './specimen';

const WORDS = [
  'the',
  'keeper',
  'lit',
  'a',
  'lan',
  '##tern',
  '##s',
  'and',
  'wall',
  '.',
  ',',
  '[',
  ']',
];
const CHARACTERS = ['我', '喜', '欢', '你', '她'];
const vocabulary = {
  tokens: [...SPECIAL_TOKENS, ...WORDS, ...CHARACTERS],
  doLowerCase: true,
  stripAccents: false,
};

/** A sentence of the text, whose words `hidden` are blanks. */
function sentence(text: string, ...hidden: string[]): Specimen {
  const pieces = createEncoder(vocabulary).encode(text);
  const counts = new Uint32Array(vocabulary.tokens.length);
  const cut = sentenceSpecimen(
    { vocabulary, counts },
    { index: 7, heldOut: true, text, ...pieces },
  );
  const all: Specimen = { ...cut, blanks: [] };
  return hidden.reduce((s, word) => toggleBlank(s, tokenAt(s, text.indexOf(word))), all);
}

const tokenAt = ({ tokens }: Specimen, at: number) => tokens.findIndex(({ start }) => start === at);

/** The person writes `written` over the sentence. */
const edit = (before: Specimen, written: string) =>
  editSpecimen(before, ownSpecimen(written, vocabulary, 64), vocabulary);

/** The word behind each blank; ? where it is not known. */
const behind = ({ text, tokens, blanks }: Specimen) =>
  blanks.map((b) =>
    tokens[b]!.id === MASK_ID ? '?' : text.slice(tokens[b]!.start, tokens[b]!.end),
  );

describe('a sentence that is written over', () => {
  const lantern = () => sentence('The keeper lit the lanterns.', 'keeper', 'lanterns');

  it('is the sentence it was where no word has changed', () => {
    const before = lantern();
    const written = writeFill(before);
    expect(written).toBe('The [MASK] lit the [MASK][MASK][MASK].');
    expect(edit(before, written)).toEqual(before);
    expect(edit(before, ` ${written.replace(' lit', '  lit')}`)).toEqual(before);
  });

  it('keeps a blank that is a part of a word, as where the sentence is one word', () => {
    // Written alone, `terns` begins a word: it is not in the vocabulary, though `##tern` is.
    const before: Specimen = { ...sentence('a lanterns and the wall.'), blanks: [1] };
    expect(writeFill(before)).toBe('a [MASK]terns and the wall.');
    expect(edit(before, 'a [MASK]terns  and the wall.')).toEqual(before);
    const changed = edit(before, 'the [MASK]terns and the wall.');
    expect(changed.text).toBe('the lanterns and the wall.');
    expect(changed.blanks).toEqual([1]);
    expect(edit(changed, writeFill(before))).toEqual({ ...before, source: { kind: 'own' } });
    expect(edit(before, 'a [MASK]wall and the wall.').blanks).toEqual([1]);
    expect(behind(edit(before, 'a [MASK]wall and the wall.'))).toEqual(['?']);
  });

  it('is the sentence it was where a blank is filled with its word', () => {
    const filled = edit(lantern(), 'The keeper lit the [MASK][MASK][MASK].');
    expect(filled).toEqual({ ...lantern(), blanks: [4, 5, 6] });
  });

  it.each<[string, string[]]>([
    ['A [MASK] lit the [MASK][MASK][MASK].', ['keeper', 'lan', 'tern', 's']],
    ['The [MASK] lit a wall and the [MASK][MASK][MASK].', ['keeper', 'lan', 'tern', 's']],
    ['The [MASK] and [MASK] lit the [MASK][MASK][MASK].', ['?', '?', 'lan', 'tern', 's']],
    ['The [MASK] and the [MASK] lit the [MASK][MASK][MASK].', ['?', '?', 'lan', 'tern', 's']],
    ['[MASK], the [MASK] lit the [MASK][MASK][MASK].', ['?', 'keeper', 'lan', 'tern', 's']],
    ['The ___ [MASK] lit the [MASK][MASK][MASK].', ['?', '?', 'lan', 'tern', 's']],
    ['The [MASK] lit the [MASK][MASK].', ['keeper', '?', '?']],
    ['The [MASK] lit the ___.', ['keeper', '?']],
    ['The ___ [MASK] the wall.', ['?', '?']],
    ['The [MASK] lit wall[MASK][MASK][MASK].', ['?', '?', '?', '?']],
  ])('keeps what was left alone: %s', (written, words) => {
    const after = edit(lantern(), written);
    expect(behind(after)).toEqual(words);
    expect(after.source).toEqual({ kind: 'own' });
    // Whatever is known behind the blanks, the model sees what was written.
    const { inputIds, blanks } = lookInput(ownSpecimen(written, vocabulary, 64));
    expect(lookInput(after)).toMatchObject({ inputIds, blanks });
  });

  it('shows a word that it kept at a click, in its place', () => {
    const after = edit(lantern(), 'A [MASK] lit the [MASK][MASK][MASK].');
    expect(after.text).toBe('A keeper lit the lanterns.');
    const shown = toggleBlank(toggleBlank(after, 1), 5);
    expect(shown.blanks).toEqual([]);
    expect(writeFill(shown)).toBe('A keeper lit the lanterns.');
  });

  it('keeps Chinese words that stand close', () => {
    const before = sentence('我喜欢你。', '喜', '欢');
    expect(writeFill(before)).toBe('我[MASK] [MASK]你。');
    const after = edit(before, '她[MASK] [MASK]你。');
    expect(behind(after)).toEqual(['喜', '欢']);
    expect(after.text).toBe('她喜欢你。');
  });

  it('guesses at none that could be either of two', () => {
    const before = sentence('The keeper, lit, and the wall.', 'keeper', 'lit');
    expect(behind(edit(before, 'The [MASK], and the wall.'))).toEqual(['?']);
    expect(behind(edit(before, 'The [MASK], wall, and the wall.'))).toEqual(['keeper']);
  });

  it('lends no word to another sentence', () => {
    expect(behind(edit(lantern(), 'A wall and the [MASK][MASK][MASK].'))).toEqual(['?', '?', '?']);
  });

  it('keeps the words of an own sentence, which may hold unknown blanks', () => {
    const typed = ownSpecimen('The ___ lit the lanterns, \\___.', vocabulary, 64);
    const before = toggleBlank(typed, 4);
    expect(writeFill(before)).toBe('The ___ lit the [MASK][MASK][MASK], \\___.');
    const after = edit(before, 'A ___ lit the [MASK][MASK][MASK], \\___.');
    expect(behind(after)).toEqual(['?', 'lan', 'tern', 's']);
    expect(after.text).toBe('A ___ lit the lanterns, ___.');
  });

  it('changes nothing where nothing was written, and keeps every word where another changed', () => {
    const word = fc.constantFrom(
      'the',
      'keeper',
      'lanterns',
      '我',
      '喜',
      ',',
      '[MASK]',
      '___',
      'wall',
    );
    const gap = fc.constantFrom(' ', ' ', '');
    const words = fc.array(fc.tuple(word, gap), { minLength: 6, maxLength: 12 });
    const places = fc.uniqueArray(fc.nat(5), { minLength: 1 });
    fc.assert(
      fc.property(words, places, (words, places) => {
        const middle = words.flat().join('');
        const text = `a ${middle} and a wall`;
        let before = sentence(text);
        for (const place of places) {
          const at = before.tokens.findIndex(
            ({ wordId, start }) => wordId === place + 1 && start < 2 + middle.length,
          );
          if (at >= 0 && !before.blanks.includes(at)) before = toggleBlank(before, at);
        }
        fc.pre(before.blanks.length > 0);
        expect(edit(before, writeFill(before))).toEqual(before);
        const changed = edit(before, `lit${writeFill(before).slice(1)}`);
        expect(behind(changed)).toEqual(behind(before));
        expect(changed.text).toBe(`lit${text.slice(1)}`);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an own sentence for another vocabulary', () => {
  it('has the same words as blanks, in its own pieces', () => {
    const other = {
      ...vocabulary,
      tokens: [...SPECIAL_TOKENS, 'the', 'lanterns', '.', 'l', '##it'],
    };
    const typed = ownSpecimen('The ___ lit the lanterns.', vocabulary, 64);
    const before = toggleBlank(toggleBlank(typed, 4), 2);
    const after = cutAgain(before, other);
    expect(behind(after)).toEqual(['?', 'l', 'it', 'lanterns']);
    expect(after.text).toBe(before.text);
    expect(cutAgain(after, vocabulary)).toEqual(before);
  });
});
