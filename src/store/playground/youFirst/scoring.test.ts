import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../protocol/look';
import { CLS_ID, MASK_ID, SEP_ID, SPECIAL_TOKENS } from '../../../tokenizer/vocabulary';
import { lookAt, modelGuess } from './modelGuess';
import { baselines, whyNotTaken } from './report';
import { hiddenWord, isRightWord, whyNoWord } from './words';

const TOKENS = [...SPECIAL_TOKENS, 'the', 'fin', '##ca', '.', 'tea', '##s', 'caf'];
const [THE, FIN, CA, DOT, TEA, S] = [5, 6, 7, 8, 9, 10] as const;
const uncased = { doLowerCase: true, stripAccents: true };
const cased = { doLowerCase: false, stripAccents: false };

/** A sentence with its word number `word` to guess. */
const item = (text: string, ids: readonly number[], starts: number[], blanks: number[]) => ({
  sentence: {
    ...{ index: 4, heldOut: true, text, ids: Int32Array.from(ids) },
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(starts, (_, i) => text.slice(0, starts[i + 1]).trimEnd().length),
    wordIds: new Uint32Array(ids.length),
  },
  ...{ blanks, isRepeated: false },
});
/** "The finca." with "finca" hidden, which is two pieces */
const FINCA = item('The Finca.', [THE, FIN, CA, DOT], [0, 4, 7, 9], [1, 2]);
const CAFE = item('Café', [11], [0], [0]);

describe('a person’s word', () => {
  it('is right by the spelling that the model has', () => {
    expect(hiddenWord(FINCA)).toBe('Finca');
    for (const typed of ['finca', ' FINCA ', 'Finca.', 'fi\u0301nca', '\ufb01nca']) {
      expect(isRightWord(typed, FINCA, uncased), typed).toBe(true);
    }
    for (const typed of ['', 'fin', 'fincas', '.']) {
      expect(isRightWord(typed, FINCA, uncased), typed).toBe(false);
    }
    expect(isRightWord('Cafe\u0301', CAFE, cased)).toBe(true); // composed or not
    expect(isRightWord('Cafe', CAFE, cased)).toBe(false);
  });

  it('that differs only in what the model tells apart is not taken, and why is said', () => {
    expect(whyNotTaken('finca', FINCA, cased)).toMatch(/tells capitals apart.*“Finca”/);
    expect(whyNotTaken('Cafe', CAFE, cased)).toMatch(/tells accents apart/);
    expect(whyNotTaken('cafe', CAFE, cased)).toMatch(/capitals and accents/);
    expect(whyNotTaken('Finca', FINCA, cased)).toBeUndefined();
    expect(whyNotTaken('farm', FINCA, cased)).toBeUndefined();
    expect(whyNotTaken('cafe', CAFE, uncased)).toBeUndefined();
  });

  it('is one word as the model reads it', () => {
    expect(whyNoWord('', uncased)).toBeUndefined();
    expect(whyNoWord('tea!', uncased)).toBeUndefined();
    expect(whyNoWord('isn’t', uncased)).toMatch(/as 2: isn and t\./);
    expect(whyNoWord('green tea shop', uncased)).toMatch(/as 3: green, tea and shop/);
    expect(whyNoWord('…', uncased)).toMatch(/no word/);
  });
});

describe('the model', () => {
  const guessed = (...ids: readonly (readonly [id: number, probability: number])[]): Reading => ({
    ...{ step: 3, context: 'both', exact: undefined },
    guesses: ids.map(([id, probability]) => [{ id, probability }]),
  });

  it('sees the sentence with all pieces hidden', () => {
    const look = lookAt(FINCA, 9);
    expect([...look.inputIds]).toEqual([CLS_ID, THE, MASK_ID, MASK_ID, DOT, SEP_ID]);
    expect(look).toMatchObject({ requestId: 9, blanks: [2, 3], count: 1 });
    expect(look.record).toBeUndefined();
  });

  it('is right where every piece is, and its pieces make a word', () => {
    const right = modelGuess(FINCA, guessed([FIN, 0.5], [CA, 0.5]), TOKENS);
    expect(right).toEqual({ word: 'finca', probability: 0.25, isRight: true, best: undefined });
    const wrong = modelGuess(FINCA, guessed([TEA, 0.5], [CA, 0.9]), TOKENS);
    expect(wrong).toMatchObject({ word: 'teaca', probability: 0.45, isRight: false });
    expect(modelGuess(FINCA, guessed([FIN, 1], [S, 1]), TOKENS).isRight).toBe(false);
  });

  it('has the best guess beside it where the language is known exactly', () => {
    const one = item('tea the', [TEA, THE], [0, 4], [0]);
    const exact = (id: number) => [
      {
        guesses: [
          { id, probability: 0.75 },
          { id: THE, probability: 0.25 },
        ],
        divergence: 0,
      },
    ];
    const of = (id: number) =>
      modelGuess(one, { ...guessed([THE, 0.9]), exact: exact(id) }, TOKENS).best;
    expect(of(TEA)).toEqual({ isRight: true, probability: 0.75 });
    expect(of(FIN)).toEqual({ isRight: false, probability: 0.75 });
  });
});

it('knows what comes of chance and of the commonest word', () => {
  const the = item('The tea', [THE, TEA], [0, 4], [0]);
  const vocabulary = { ...uncased, tokens: TOKENS };
  const found = baselines([FINCA, the, the], vocabulary, 'the');
  expect(found.choices).toBe(7);
  expect(found.chance).toBeCloseTo(1 / 49 + 2 / 7, 12);
  expect(found.commonest).toEqual({ word: 'the', right: 2 });
  expect(baselines([the], vocabulary, undefined).commonest).toBeUndefined();
});
