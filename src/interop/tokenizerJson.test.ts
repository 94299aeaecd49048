import { Tokenizer } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareText } from '../dataset/prepare';
import { normalizeWord } from '../tokenizer/normalize';
import { UNK_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { isSameInJs } from './testSameInJs';
import { tokenizerConfigJson, tokenizerJson, tokensOf } from './tokenizerJson';

const PROSE = [
  "The old clock didn't strike; at 3.45 p.m. she (my aunt!) laughed: “Well-known, isn't it?” #1 & $5.",
  'Größere Äpfel fressen weiße Schafe am Übergang, z. B. in Straßburg – nicht „irgendwo“.',
  'Où êtes-vous allés cet été ? « À l’île d’Yeu », répondit-il, ça coûte 20 €.',
  'El niño comió piña; ¿quién sabrá cuándo volverá? ¡Mañana!',
  'Мы вчера читали книгу, а завтра пойдём в лес. Ёж спит.',
  'Ο λόγος είναι εδώ και ο ήλιος λάμπει.',
  'İstanbul’da Işık ve ılık çay vardı.',
  '今天天气很好,我们去公园。私は東京でラーメンを食べた。',
  'ذهب الولد إلى المدرسة، ثم عاد. שלום עולם, מה נשמע?',
  'नमस्ते दुनिया। आज मौसम अच्छा है।',
  'ภาษาไทยไม่มีช่องว่าง 안녕하세요 세계',
  'e\u0301te\u0301 na\u0308ive Z\u0351\u036b\u0343algo 👩‍👩‍👧 👍🏽 🇫🇷 ❤️ 1️⃣',
  'tab\there\r\nline\u2028sep\u00a0nbsp\u3000wide zero\u200bwidth soft\u00adhyphen \ufeffbom',
  'bell\u0007 nul\0 repl\ufffd private\ue000 del\u007f',
  `${'long'.repeat(25)} ${'long'.repeat(26)} ${'é'.repeat(101)} x_y--z!!! a+b=c ~\`^|`,
];

function check(text: string, vocabulary: Vocabulary, theirs: Tokenizer): void {
  const pieces = createEncoder(vocabulary).encode(text);
  expect(Array.from(pieces.ids)).toEqual(theirs.encode(text, { add_special_tokens: false }).ids);
  for (let i = 0; i < pieces.ids.length; i++) {
    if (pieces.ids[i] === UNK_ID) continue;
    const raw = text.slice(pieces.starts[i], pieces.ends[i]);
    const piece = vocabulary.tokens[pieces.ids[i]!]!.replace(/^##(?=.)/u, '');
    const plain = normalizeWord(raw, vocabulary).text;
    // One character, İ, has a lower case of two, each of which may be a piece of it.
    if (raw.includes('İ')) expect(plain).toContain(piece);
    else expect(plain).toBe(piece);
  }
}

describe.each([true, false])('tokenizerJson, doLowerCase %s', (doLowerCase) => {
  let vocabulary: Vocabulary;
  let theirs: Tokenizer;
  beforeAll(async () => {
    const text = `${PROSE.join('\n\n')}\n\n`.repeat(3);
    ({ vocabulary } = await prepareText(text, { vocabSize: 700, doLowerCase }));
    const config: object = JSON.parse(tokenizerConfigJson(vocabulary));
    theirs = new Tokenizer(JSON.parse(tokenizerJson(vocabulary)), config);
  });

  it('cuts prose as Hugging Face does', () => {
    for (const text of PROSE) check(text, vocabulary, theirs);
    check(PROSE.join(' '), vocabulary, theirs);
  });

  it('cuts strings of any characters as Hugging Face does', () => {
    const units = ['grapheme', 'binary', 'grapheme-ascii'] as const;
    for (const unit of units) {
      fc.assert(
        fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
          fc.pre(isSameInJs(text));
          check(text, vocabulary, theirs);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('cuts mixtures of prose as Hugging Face does', () => {
    const words = PROSE.join(' ').split(' ');
    const glue = [
      '',
      ' ',
      '\u200d',
      '\u0301',
      '\u00a0',
      '中',
      '-',
      '\0',
      'İ',
      '\ud800',
      '😀',
      '##',
    ];
    const part = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...words) },
      { weight: 2, arbitrary: fc.constantFrom(...glue) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 4 }) },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        fc.pre(isSameInJs(text));
        check(text, vocabulary, theirs);
      }),
      { numRuns: 600 },
    );
  });

  it('follows the Rust original where the JavaScript one does not', () => {
    const { encode } = createEncoder({
      tokens: [...vocabulary.tokens.slice(0, 5), 'x', '\u{20000}', 'σ', 'Σ'],
      doLowerCase,
      stripAccents: false,
    });
    expect(Array.from(encode('x\u{20000}x').ids)).toEqual([5, 6, 5]);
    expect(Array.from(encode('Σ').ids)).toEqual([doLowerCase ? 7 : 8]);
  });

  it('says the same in both files', () => {
    const tokenizer = JSON.parse(tokenizerJson(vocabulary));
    const config = JSON.parse(tokenizerConfigJson(vocabulary, 32));
    const [, spelling] = tokenizer.normalizer.normalizers;
    expect(config.do_lower_case).toBe(spelling.lowercase);
    expect(config.strip_accents).toBe(spelling.strip_accents);
    expect(config.mask_token).toBe('[MASK]');
    expect(config.model_max_length).toBe(32);
    expect(JSON.parse(tokenizerConfigJson(vocabulary))).not.toHaveProperty('model_max_length');
    expect(Object.keys(tokenizer.model.vocab)).toHaveLength(vocabulary.tokens.length);
    for (const [token, id] of Object.entries(tokenizer.model.vocab)) {
      expect(vocabulary.tokens[id as number]).toBe(token);
    }
  });

  it('reads both spellings of a letter as one, and is not rebuilt without that', () => {
    for (const text of ['\u212b e\u0301te\u0301', 'A\u030a éte\u0301']) {
      check(text, vocabulary, theirs);
      expect(theirs.encode(text).ids).toEqual(theirs.encode('Å été').ids);
    }
    expect(JSON.parse(tokenizerConfigJson(vocabulary)).tokenizer_class).toBe(
      'PreTrainedTokenizerFast',
    );
  });

  it('frames a sentence with [CLS] and [SEP]', () => {
    const { ids } = theirs.encode('the');
    expect([ids[0], ids.at(-1)]).toEqual([2, 3]);
  });
});

it('cuts a text alike where its words were appended to another vocabulary', async () => {
  const { vocabulary: starter } = await prepareText(PROSE.slice(0, 4).join('\n\n').repeat(3), {
    ...{ vocabSize: 300, doLowerCase: true },
  });
  const { vocabulary } = await prepareText(PROSE.join('\n\n'), {
    ...{ tokenizer: 'starter', own: starter, vocabSize: 8192, doLowerCase: true, minFrequency: 1 },
  });
  expect(vocabulary.tokens.slice(0, starter.tokens.length)).toEqual(starter.tokens);
  expect(vocabulary.tokens.length).toBeGreaterThan(starter.tokens.length + 50);
  expect(new Set(vocabulary.tokens).size).toBe(vocabulary.tokens.length);
  const json = tokenizerJson(vocabulary);
  expect(tokensOf(json)).toEqual(vocabulary.tokens);
  const theirs = new Tokenizer(JSON.parse(json), JSON.parse(tokenizerConfigJson(vocabulary)));
  for (const text of PROSE) check(text, vocabulary, theirs);
});

it('refuses a vocabulary whose ids have gaps', () => {
  const broken = { model: { vocab: { '[PAD]': 0, a: 2 } } };
  expect(() => tokensOf(JSON.stringify(broken))).toThrow('no token has the id 1');
  expect(() => tokensOf('{}')).toThrow('no vocabulary');
});

it('has Hugging Face read words of any length where characters are tokens, and 100 characters elsewhere', async () => {
  const long = [
    'acgt'.repeat(26),
    'ภาษาไทยไม่มีช่องว่าง'.repeat(6),
    'ひらがな'.repeat(40),
    '😀'.repeat(150),
  ];
  const text = `${long.join(' one. ')} two.\n\n${'Some words and 7 more. '.repeat(20)}`;
  for (const tokenizer of ['character', 'wordpiece', 'word'] as const) {
    const { vocabulary } = await prepareText(text, {
      vocabSize: 400,
      doLowerCase: true,
      tokenizer,
    });
    const json: { model: { max_input_chars_per_word: number } } = JSON.parse(
      tokenizerJson(vocabulary),
    );
    const any = tokenizer === 'character';
    expect(json.model.max_input_chars_per_word).toBe(any ? 2 ** 31 - 1 : 100);
    const theirs = new Tokenizer(json, JSON.parse(tokenizerConfigJson(vocabulary)));
    check(text, vocabulary, theirs);
    const { ids } = createEncoder(vocabulary).encode(text);
    expect(ids.includes(UNK_ID)).toBe(!any);
  }
});
