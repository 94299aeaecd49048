import { Tokenizer } from '@huggingface/tokenizers';
import { expect, it } from 'vitest';
import { SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { fileIds } from './fileIds';
import { tensorsInFileOrder } from './fileOrder';
import { readTokenizer } from './opening/readTokenizer';
import { tokenizerConfigJson, tokenizerJson } from './tokenizerJson';
import { vocabTxt } from './vocabTxt';

/** Opened from a file with the special tokens at 1, 3, 4, 5 and 7; "new" was appended since. */
const OPENED: Vocabulary = {
  tokens: [...SPECIAL_TOKENS, 'a', 'cat', '##s', 'sat', 'new'],
  ...{ doLowerCase: true, stripAccents: true, maxWordChars: 100, specialIds: [1, 3, 4, 5, 7] },
};
const IN_FILE = ['a', '[PAD]', 'cat', '[UNK]', '[CLS]', '[SEP]', '##s', '[MASK]', 'sat', 'new'];

it('writes the tokens of an opened model where its files have them', () => {
  expect(vocabTxt(OPENED)).toBe(`${IN_FILE.join('\n')}\n`);
  const json = tokenizerJson(OPENED);
  expect(Object.keys(JSON.parse(json).model.vocab)).toEqual(IN_FILE);
  const { vocabulary } = readTokenizer({ 'tokenizer.json': json }, IN_FILE.length);
  expect(vocabulary).toEqual(OPENED);
  const theirs = new Tokenizer(JSON.parse(json), JSON.parse(tokenizerConfigJson(OPENED)));
  expect(theirs.encode('A new cats [MASK] dog').ids).toEqual([4, 0, 9, 2, 6, 7, 3, 5]);
  const ours = createEncoder(OPENED).encode('A new cats').ids;
  expect(Array.from(ours, (id) => fileIds(OPENED)[id])).toEqual([0, 9, 2, 6]);
});

it('puts the rows of the weights in the same order, and copies nothing where it is the usual one', () => {
  const [V, D] = [IN_FILE.length, 3];
  const rows = Float32Array.from({ length: V * D }, (_, at) => Math.floor(at / D));
  const tensors = new Map([
    ['bert.embeddings.word_embeddings.weight', { shape: [V, D], values: rows }],
    ['cls.predictions.bias', { shape: [V], values: Float32Array.from({ length: V }, (_, i) => i) }],
    ['other', { shape: [1], values: Float32Array.of(1) }],
  ]);
  const ordered = tensorsInFileOrder(OPENED, tensors);
  const tokens = Array.from(ordered.get('cls.predictions.bias')!.values, (i) => OPENED.tokens[i]);
  expect(tokens).toEqual(IN_FILE);
  const words = ordered.get('bert.embeddings.word_embeddings.weight')!.values;
  expect(Array.from(words.subarray(6 * D, 7 * D))).toEqual([7, 7, 7]); // ##s
  expect(ordered.get('other')).toBe(tensors.get('other'));
  const { specialIds: _, ...usual } = OPENED;
  expect(tensorsInFileOrder(usual, tensors)).toBe(tensors);
});
