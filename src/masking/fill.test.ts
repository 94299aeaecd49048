import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK_ID, SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { createEncoder, type Encoder } from '../tokenizer/wordPiece';
import { type Blanked, type FillSentence, parseFill, writeFill } from './fill';

const pieces = ['the', 'cat', 'sat', '##s', '##a', '.', '_', '[', ']', 'un', 'able', 'mask', '我'];
const [encoder, stripping] = [false, true].map((stripAccents) =>
  createEncoder({ tokens: [...SPECIAL_TOKENS, ...pieces], doLowerCase: true, stripAccents }),
) as [Encoder, Encoder];
const parse = (written: string) => parseFill(written, encoder);
const tokens = (sentence: string) =>
  Array.from(parse(sentence).ids, (id) => encoder.vocabulary.tokens[id]);

/** The sentence with more of its words as blanks: those for which `isHidden` says so by their place. */
function hide(sentence: FillSentence, isHidden: (word: number) => boolean): Blanked {
  const { text, ids, starts, ends, wordIds } = sentence;
  const tokens = Array.from(ids, (id, i) => ({
    ...{ id, start: starts[i]!, end: ends[i]!, wordId: wordIds[i]! },
  }));
  const blanks = [...tokens.keys()].filter(
    (i) => tokens[i]!.id === MASK_ID || isHidden(tokens[i]!.wordId),
  );
  return { text, tokens, blanks };
}

/** What the model sees: ids, a + before those that are pieces of one word with the token before. */
function seen({ tokens, blanks }: Blanked): string {
  const isBlank = new Set(blanks);
  return tokens
    .map(({ id, wordId }, i) => {
      const continues = tokens[i - 1]?.wordId === wordId;
      return `${continues ? '+' : ' '}${isBlank.has(i) ? MASK_ID : id}`;
    })
    .join('');
}

describe('parseFill', () => {
  it('reads [MASK] in any case and underscores as blanks', () => {
    const fill = parse('The [MASK] sat __ the [mask].');
    expect(fill.blanks).toEqual([1, 3, 5]);
    for (const blank of fill.blanks) expect(fill.ids[blank]).toBe(MASK_ID);
    expect(Array.from(fill.starts)).toEqual([0, 4, 11, 15, 18, 22, 28]);
    expect(Array.from(fill.ends)).toEqual([3, 10, 14, 17, 21, 28, 29]);
    expect(Array.from(fill.wordIds)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('tells blanks beside each other apart: those that touch are pieces of one word', () => {
    expect(Array.from(parse('___ ___').wordIds)).toEqual([0, 1]);
    expect(Array.from(parse('[MASK][MASK]___').wordIds)).toEqual([0, 0, 0]);
    expect(Array.from(parse('[MASK][MASK] [MASK] cat').wordIds)).toEqual([0, 0, 1, 2]);
    expect(parse('_____').blanks).toEqual([0]);
  });

  it('takes a blank inside a word for a word of its own', () => {
    expect(tokens('un___able')).toEqual(['un', '[MASK]', 'able']);
    expect(Array.from(parse('cats[MASK]').wordIds)).toEqual([0, 0, 1]);
  });

  it('has offsets into the text without the backslashes', () => {
    const fill = parse('\\[mask] ___');
    expect(fill.text).toBe('[mask] ___');
    expect(Array.from(fill.starts)).toEqual([0, 1, 5, 7]);
    expect(fill.blanks).toEqual([3]);
  });

  it('takes any string', () => {
    const unit = fc.constantFrom('_', '[mask]', '[', ' ', 'cat', 'x', '😀', '\ud800', '\\');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (sentence) => {
        const fill = parse(sentence);
        const blanks = Array.from(fill.ids.keys()).filter((i) => fill.ids[i] === MASK_ID);
        expect(fill.blanks).toEqual(blanks);
        for (let i = 1; i < fill.ids.length; i++) {
          if (fill.starts[i]! < fill.ends[i - 1]!) return false;
          const step = fill.wordIds[i]! - fill.wordIds[i - 1]!;
          if (step !== 0 && step !== 1) return false;
        }
        return true;
      }),
    );
  });
});

describe('writeFill', () => {
  const write = (written: string, ...hidden: number[]) =>
    writeFill(hide(parse(written), (word) => hidden.includes(word)));

  it.each<[string, number[], string]>([
    ['The cat sat.', [1], 'The [MASK] sat.'],
    ['The catsa sat.', [1], 'The [MASK][MASK][MASK] sat.'],
    ['我我我。', [1, 2], '我[MASK] [MASK]。'],
    ['The ___ sat ____.', [2], 'The ___ [MASK] ____.'],
    ['The cat ... ...', [1], 'The [MASK] [MASK] [MASK]'],
    ['\\___, \\[MASK] and __init__ sat', [99], '\\___, \\[MASK] and __init__ sat'],
    ['the\ncat\r\nsat', [0], '[MASK] cat sat'],
    ['un[MASK]able', [0, 2], '[MASK] [MASK] [MASK]'],
  ])('%j', (written, hidden, shown) => {
    expect(write(written, ...hidden)).toBe(shown);
  });

  it('is read back as the same tokens, words and blanks, whatever the text and its blanks', () => {
    const unit = fc.constantFrom(
      ...[
        'cats',
        'sata',
        'the',
        'xyz',
        ' ',
        '\n',
        '我',
        '.',
        '_',
        '__',
        '[MASK]',
        '<mask>',
        '[UNK]',
      ],
      ...[
        '\\',
        '…',
        '...',
        '( )',
        '（',
        '）',
        '{',
        '}',
        '\u0301',
        'e\u0301',
        '\u200b',
        '\u0000',
        '≠',
      ],
    );
    const text = fc.array(unit, { maxLength: 14 }).map((units) => units.join(''));
    const places = fc.uniqueArray(fc.nat(14));
    const kind = fc.record({ stripAccents: fc.boolean(), isTyped: fc.boolean() });
    fc.assert(
      fc.property(text, places, places, kind, (text, hidden, later, { stripAccents, isTyped }) => {
        const of = stripAccents ? stripping : encoder;
        // A sentence of the text to learn from has no marks, whatever it looks like.
        const sentence = isTyped ? parseFill(text, of) : { ...of.encode(text), text, blanks: [] };
        const before = hide(sentence, (word) => hidden.includes(word));
        const after = hide(parseFill(writeFill(before), of), () => false);
        expect(seen(after)).toBe(seen(before));
        expect(writeFill(after)).toBe(writeFill(before));
        // And when more words of it are clicked.
        const more = hide(parseFill(writeFill(before), of), (word) => later.includes(word));
        expect(seen(hide(parseFill(writeFill(more), of), () => false))).toBe(seen(more));
      }),
      { numRuns: 200 },
    );
  });
});
