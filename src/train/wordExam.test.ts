import { describe, expect, it } from 'vitest';
import { MASK_ID, SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { sitExam } from './exam';
import { countingModel } from './testModel';
import { type HeldOutSentence, makeWordExam, type WordExam } from './wordExam';

const readerOf = (tokens: readonly string[], room = 20) => ({
  encoder: createEncoder({
    tokens: [...SPECIAL_TOKENS, ...tokens],
    doLowerCase: true,
    stripAccents: false,
  }),
  room,
});

/** Knows whole words. */
const WORDS = readerOf(['the', 'ferry', 'sails', 'at', 'noon', '.', 'quay']);
/** Spells by letters, but has no q. */
const LETTERS = readerOf([...'.abcdefghijklmnoprstuvwxyz'].flatMap((c) => [c, `##${c}`]));

async function* those(...texts: string[]): AsyncGenerator<HeldOutSentence> {
  for (const [number, text] of texts.entries()) yield { number, text, group: 10 + number };
}

/** What is asked, as each model's labels spell it: a word for each item. */
function asked({ exams, words }: WordExam, m: number, { encoder }: typeof WORDS): string[] {
  const spelled = Array.from({ length: words }, () => '');
  const { batches, wordOf } = exams[m]!;
  const labels = batches.flatMap((batch) => [...batch.labels]);
  labels.forEach((id, i) => {
    spelled[wordOf[i]!] += encoder.vocabulary.tokens[id]!.replace('##', '');
  });
  return spelled;
}

describe('makeWordExam', () => {
  it('asks every model the same words, each once, with all of their pieces hidden', async () => {
    const exam = await makeWordExam(those('The ferry sails at noon.'), [WORDS, LETTERS]);
    const words = asked(exam, 0, WORDS);
    expect(words.toSorted()).toEqual(['at', 'ferry', 'noon', 'sails', 'the']);
    expect(asked(exam, 1, LETTERS)).toEqual(words);
    expect(exam.exams[0]!.batches).toHaveLength(5);
    // "Theferrysailsatnoon." is 20 letters, so 22 places, and as many are hidden as the word has letters.
    exam.exams[1]!.batches.forEach(({ inputIds, positions, labels }, row) => {
      expect(inputIds).toHaveLength(22);
      expect([...inputIds].filter((id) => id === MASK_ID)).toHaveLength(words[row]!.length);
      expect([...positions].every((at) => inputIds[at] === MASK_ID)).toBe(true);
      expect(labels).toHaveLength(words[row]!.length);
    });
  });

  it('leaves out what one model cannot spell, and says how much', async () => {
    const texts = ['The ferry sails.', 'The quay at noon.'];
    const exam = await makeWordExam(those(...texts), [WORDS, LETTERS]);
    expect(exam).toMatchObject({ words: 6, sentences: 2, unspelled: 1, shortened: 0 });
    expect(asked(exam, 0, WORDS)).not.toContain('quay');
    expect(exam.groups.toSorted()).toEqual(Uint32Array.of(10, 10, 10, 11, 11, 11));
  });

  it('has all read the same beginning of a sentence that is too long for one', async () => {
    // 20 letters and the full stop are in LETTERS' room up to "noon"; WORDS would hold all.
    const exam = await makeWordExam(those('The ferry sails at noon at the quay.'), [
      WORDS,
      LETTERS,
    ]);
    expect(exam).toMatchObject({ words: 5, sentences: 1, unspelled: 0, shortened: 1 });
    expect(asked(exam, 0, WORDS).toSorted()).toEqual(['at', 'ferry', 'noon', 'sails', 'the']);
    expect(exam.exams.map(({ batches }) => batches[0]!.inputIds.length)).toEqual([7, 21]);
  });

  it('hides 15 % of a long sentence at once, and stops once it has enough', async () => {
    const twenty = Array.from({ length: 20 }, (_, i) => (i % 2 ? 'noon' : 'at')).join(' ');
    const exam = await makeWordExam(those(twenty, `The ${twenty}`.slice(0, -5)), [WORDS], 5);
    expect(exam.exams[0]!.batches.map(({ positions }) => positions.length)).toEqual([3, 3]);
    expect(exam.words).toBe(6);
  });

  it('asks a repeated sentence once', async () => {
    const exam = await makeWordExam(those('At noon.', 'At noon.'), [WORDS]);
    expect(exam).toMatchObject({ words: 2, sentences: 1 });
  });
});

it('counts a word right when all of its pieces are, and its loss as their sum', async () => {
  const exam = await makeWordExam(those('At noon.'), [LETTERS]);
  const { model } = countingModel();
  const wrong = LETTERS.encoder.encodeWord('no').ids[1];
  const result = await sitExam(
    {
      ...model,
      // Right everywhere but at an o that continues a word: 1 nat a piece.
      evaluate: async ({ labels }) => ({
        losses: new Float32Array(labels.length).fill(1),
        predictions: labels.map((id) => (id === wrong ? 0 : id)),
      }),
    },
    exam.exams[0]!,
    'both',
  );
  const words = asked(exam, 0, LETTERS);
  expect([...result.right]).toEqual(words.map((word) => Number(word === 'at')));
  expect([...result.losses]).toEqual(words.map((word) => word.length));
  expect(result.accuracy).toBe(0.5);
  expect(result.loss).toBe(3);
});
