import { expect, it } from 'vitest';
import { materialOf } from '../material';
import { createReader } from '../reader';
import { ofKind } from '../testBlocks';
import { deskOf } from '../testDesk';
import { STUB_D, stubModel } from '../testReader';
import type { Desk } from '../use';
import { play } from './play';
import { TOPICS } from './topics';
import { use } from './use';
import { world } from './world';

const { vocabulary, passages } = materialOf(world);
const idsOf = (words: readonly string[]) =>
  new Set(words.map((word) => vocabulary.tokens.indexOf(word)));
const water = idsOf([...TOPICS.water.things, ...TOPICS.water.people]);
const money = idsOf([...TOPICS.money.things, ...TOPICS.money.people]);

/** A model whose last layer counts the words of two topics in the sentence, and that guesses by the same. */
function counting(): Desk {
  const count = (ids: readonly number[], of: ReadonlySet<number>) =>
    ids.filter((id) => of.has(id)).length;
  const { model } = stubModel({
    ...{ vocabulary, T: 16 },
    state: (ids, _, layer) => {
      const state = new Float32Array(STUB_D);
      state[2] = 0.1;
      if (layer === 2) state.set([count(ids, water), count(ids, money)]);
      return state;
    },
    logits: (ids) => {
      const near = count(ids, water) > count(ids, money) ? water : money;
      return Float32Array.from(vocabulary.tokens, (_, id) => (near.has(id) ? 5 : 0));
    },
  });
  return deskOf(createReader(model, vocabulary), { sentences: passages as readonly string[] });
}

const RIVER = 'The ferryman and the angler talked of the bank.';
const LOAN = 'There was a loan by the bank, said the teller.';

it('tells two meanings apart, names what could stand there, and marks what speaks for each', async () => {
  const { blocks } = await play(counting(), { first: RIVER, second: LOAN });
  const [verdict] = ofKind(blocks, 'says');
  expect(verdict!.strong).toBe('Two meanings of “bank”.');
  const marked = ofKind(blocks, 'sentence').map(({ words }) =>
    words.filter(({ tone }) => tone === 'blue').map(({ text }) => text),
  );
  expect(marked).toEqual([
    ['ferryman', 'angler'],
    ['loan', 'teller'],
  ]);
  const [first] = ofKind(blocks, 'ranking');
  expect(water).toContain(vocabulary.tokens.indexOf(first!.rows[0]!.words[0]!.text));
});

it('finds one meaning where a changed word turns it', async () => {
  const { blocks } = await play(counting(), {
    first: RIVER,
    second: 'The fisher and the rower talked of the bank.',
  });
  expect(ofKind(blocks, 'says')[0]!.strong).toBe('One meaning of “bank”.');
});

it('shows layer by layer how alike the word is, less what all its sentences share', async () => {
  const { blocks } = await play(counting(), { first: RIVER, second: LOAN });
  const rows = ofKind(blocks, 'table')[0]!.rows;
  expect(rows.map(([layer]) => layer)).toEqual(['the embeddings', 'layer 1', 'layer 2']);
  expect(rows[0]![1]).toBe('0.00'); // equal in all sentences: nothing is left
  expect(rows[2]![1]).toMatch(/^−(0\.9|1)/);
  const { blocks: alike } = await play(counting(), { first: RIVER, second: RIVER });
  expect(ofKind(alike, 'table')[0]!.rows[2]![1]).toBe('1.00');
});

it('names what it has never read', async () => {
  const { blocks } = await play(counting(), { first: 'The bank of the Danube.', second: LOAN });
  expect(ofKind(blocks, 'says')[0]!.text).toContain('never read “Danube”');
});

it('asks for what it needs', async () => {
  const desk = counting();
  await expect(play(desk, { first: '', second: LOAN })).rejects.toThrow('Type two sentences');
  await expect(play(desk, { first: 'A loan.', second: 'The river!' })).rejects.toThrow(
    'share no word',
  );
  await expect(play(desk, {})).rejects.toThrow('Type two sentences');
  await expect(play(desk, { first: '…', second: '🙂'.repeat(500) })).rejects.toThrow(
    'share no word',
  );
});

it('has examples that differ, and can be answered', async () => {
  const desk = counting();
  const seen = new Set<string>();
  for (let at = 0; at < 13; at++) {
    const values = use.example(at);
    seen.add(JSON.stringify(values));
    await play(desk, values);
  }
  expect(seen.size).toBe(13);
});

it('says that it cannot tell where it knows no word that speaks of the homonym', async () => {
  const { blocks } = await play(counting(), { first: RIVER, second: 'The bank is old.' });
  const [verdict] = ofKind(blocks, 'says').filter(({ strong }) => strong);
  expect(verdict!.strong).toBe('The model cannot tell.');
  expect(verdict!.text).toContain('In the second sentence');
});
