import { describe, expect, it } from 'vitest';
import type { Block } from '../../protocol/uses';
import { materialOf } from '../material';
import { createReader } from '../reader';
import { ofKind, saidIn } from '../testBlocks';
import { deskOf } from '../testDesk';
import { stubModel } from '../testReader';
import { exam } from './exam';
import { FACTS, type Fact, filled, RELATIONS, UNTOLD } from './facts';
import { play } from './play';
import { answerIn, byTable, majority, nearest, together } from './rivals';
import { neverAsked, world } from './world';

const { vocabulary } = materialOf(world);
const idOf = (word: string) => vocabulary.tokens.indexOf(word.toLowerCase());

/** Words that tell what is asked or said */
const SIGNS = [
  ['live', 'lives', 'town', 'home', 'house', 'came'],
  ['work', 'works', 'job', 'living', 'trade', 'day'],
  ['animal', 'pet', 'keeps', 'keep', 'waits', 'feeds', 'has'],
  ['instrument', 'play', 'plays', 'practises', 'played'],
].map((signs) => signs.map(idOf));

/** A reader that knows the facts: it needs the name, and a word that tells the relation. */
const logits = (ids: readonly number[]) => {
  const scores = new Float32Array(vocabulary.tokens.length);
  for (const { name, relation, answer } of FACTS) {
    const signs = SIGNS[RELATIONS.indexOf(relation)]!;
    if (!ids.some((id) => signs.includes(id))) continue;
    scores[idOf(answer)]! += ids.includes(idOf(name)) ? 9 : 0.01;
  }
  return scores;
};
const { model } = stubModel({ vocabulary, T: 13, logits });
const desk = deskOf(createReader(model, vocabulary));
const ask = async (question: string) => (await play(desk, { question })).blocks;
const answers = (blocks: readonly Block[]) => {
  const ranking = ofKind(blocks, 'ranking')[0]!;
  return ranking.rows.map(({ words, isRight }) => ({ word: words[0]!.text, isRight }));
};
const factOf = (name: string, id: string): Fact =>
  FACTS.find((fact) => fact.name === name && fact.relation.id === id)!;

describe('play', () => {
  it('answers a question, and says what the text says', async () => {
    const { answer } = factOf('Nora', 'home');
    const blocks = await ask('Where does Nora live?');
    expect(answers(blocks)[0]).toEqual({ word: answer, isRight: true });
    expect(answers(blocks)[1]!.isRight).toBe(false);
    expect(saidIn(blocks)[0]).toContain(`Right. The text says: “Nora lives in ${answer}.”`);
    expect(saidIn(blocks).at(-1)).toContain(`“${answer}”`);
  });

  it('takes a question without its mark, in any letters', async () => {
    const { answer } = factOf('Nora', 'home');
    expect(answers(await ask('where does NORA live'))[0]).toEqual({ word: answer, isRight: true });
  });

  it('says why: the word without which the answer falls', async () => {
    const blocks = await ask('Where does Nora live?');
    const why = blocks.find((block) => block.kind === 'sentence')!;
    expect(why.words.map(({ text }) => text)).toEqual([
      'Where',
      'does',
      'Nora',
      'live',
      '?',
      '___',
      '.',
    ]);
    const strength = Object.fromEntries(why.words.map((word) => [word.text, word.strength]));
    expect(strength).toMatchObject({ does: 0, Nora: expect.closeTo(1, 1) });
    expect(saidIn(blocks).some((text) => /Hide “(Nora|live)”/.test(text))).toBe(true);
  });

  it.each(['Nora plays the ___.', 'Nora plays the [MASK].', 'Nora plays the …'])(
    'fills the blank of %j',
    async (text) => {
      const { answer } = factOf('Nora', 'instrument');
      expect(answers(await ask(text))[0]!.word).toBe(answer);
    },
  );

  it('knows who would be right where the name is asked', async () => {
    const { answer } = factOf('Nora', 'home');
    const blocks = await ask(`___ lives in ${answer}.`);
    expect(saidIn(blocks)[0]).toMatch(/^Wrong\. The text says/);
    expect(answers(blocks).every(({ isRight }) => isRight === false)).toBe(true);
  });

  it('says where the text never told', async () => {
    const { name, relation } = UNTOLD[0]!;
    const blocks = await ask(filled(relation.questions[0]!, name));
    expect(saidIn(blocks)[0]).toMatch(/^Never told\./);
    expect(answers(blocks)[0]!.isRight).toBeUndefined();
  });

  it('names words that it has never read', async () => {
    const blocks = await ask('Where does Santa live?');
    expect(saidIn(blocks)[0]).toMatch(/never read “Santa”\. It knows Nora, Ivo/);
    expect(saidIn(blocks)[1]).toMatch(/^Nobody can say\./);
  });

  it.each(['', '   ', '??', '[MASK]', '___'])(
    'asks for a question where there is none: %j',
    (text) => expect(ask(text)).rejects.toThrow(/Type a question/),
  );

  it.each([`${'very '.repeat(500)}long?`, `${'very '.repeat(50)}___.`])('asks for less', (text) =>
    expect(ask(text)).rejects.toThrow(/too long: the model reads 7 words at once, and this has 50/),
  );

  it.each([
    'Где живёт Нора?',
    '诺拉住在哪里？',
    '___ ___ ___ Nora',
    'Nora',
    'a?b?c',
    '[[MASK]] Nora _',
  ])('answers %j without falling over', async (text) =>
    expect(answers(await ask(text))).toHaveLength(5),
  );
});

describe('rivals', () => {
  const fact = factOf('Nora', 'home');

  it('count sentences that a name and an answer share', () => {
    // Five statements, and three questions where the text asks it
    expect(together('Nora', fact.answer)).toBe(fact.isAsked ? 8 : 5);
    expect(together('Nora', 'nowhere')).toBe(0);
    expect(byTable('Nora', fact.relation)).toBe(fact.answer);
  });

  it('know the commonest answer', () => {
    const { relation } = fact;
    const count = (answer: string) =>
      FACTS.filter((one) => one.relation === relation && one.answer === answer).length;
    const most = Math.max(...relation.answers.map(count));
    expect(count(majority(relation))).toBeGreaterThanOrEqual(most - 1);
  });

  it('find the nearest sentence', () => {
    expect(nearest('Nora lives in')).toBe(`Nora lives in ${fact.answer}.`);
    expect(answerIn(`Nora lives in ${fact.answer}.`, fact.relation.answers)).toBe(fact.answer);
    expect(answerIn('Nora lives.', fact.relation.answers)).toBeUndefined();
  });
});

it('sits its exam: who knows the facts has every question right', async () => {
  const [asked, stated, untold] = await exam(desk);
  const mean = (scores: ArrayLike<number>) =>
    Array.from(scores).reduce((a, b) => a + b, 0) / scores.length;
  expect(mean(asked!.rows[0]!.scores)).toBe(1);
  expect(asked!.rows[0]!.scores).toHaveLength(neverAsked().length);
  expect(mean(stated!.rows[0]!.scores)).toBeGreaterThan(0.75);
  expect(mean(untold!.rows[0]!.scores)).toBe(1);
  for (const { rows } of [asked!, stated!, untold!]) {
    expect(new Set(rows.map(({ scores }) => scores.length)).size).toBe(1);
  }
});
