import { describe, expect, it } from 'vitest';
import { materialOf } from '../material';
import { testDesk } from '../testDesk';
import { TYPED } from '../testTyped';
import { PlayError } from '../use';
import { play } from './play';
import { use } from './use';
import { world } from './world';

const { vocabulary } = materialOf(world);
/** Knows that one king paints and kings paint, past whatever. */
const desk = testDesk({
  vocabulary,
  expects(tokens) {
    if (tokens.includes('kings')) return { paint: 0.5, paints: 0.01 };
    if (tokens.includes('king')) return { paints: 0.5, paint: 0.01 };
    return { paints: 0.2, paint: 0.2 };
  },
});
const RIGHT = 'The king by the old walls paints these small red lamps.';
const WRONG = RIGHT.replace('paints', 'paint');

const ask = async (first: string, second: string) => (await play(desk, { first, second })).blocks;

describe('play', () => {
  it('prefers the likelier sentence, and knows whether the grammar agrees', async () => {
    for (const [first, second, which] of [
      [RIGHT, WRONG, 'The first is preferred:'],
      [WRONG, RIGHT, 'The second is preferred:'],
    ] as const) {
      const blocks = await ask(first, second);
      const ranking = blocks.find(({ kind }) => kind === 'ranking');
      expect(ranking).toMatchObject({ rows: [{ isRight: true }, { isRight: false }] });
      expect(blocks).toContainEqual(
        expect.objectContaining({ strong: which, text: expect.stringContaining('That is right') }),
      );
    }
  });

  it('says which word decided: without it the two are even', async () => {
    const blocks = await ask(WRONG, RIGHT);
    const why = blocks.find((block) => block.kind === 'says' && block.strong === 'Why');
    expect(why).toMatchObject({
      text: expect.stringMatching(/“paints” is 3\d times as likely there as “paint”\. Hide “king”/),
    });
    const marked = blocks.find(({ kind }) => kind === 'sentence');
    expect(marked).toMatchObject({
      words: expect.arrayContaining([
        expect.objectContaining({ text: 'king', strength: 1, tone: 'blue' }),
      ]),
    });
  });

  it('admits that it is wrong, or that nobody knows', async () => {
    const wrong = await ask(
      'The queens whom the king likes paint herself.',
      'The queens whom the king likes paints herself.',
    );
    expect(JSON.stringify(wrong)).toContain('has neither');
    const pair = await ask(
      'The queens whom the king likes paint themselves.',
      'The queens whom the king likes paints themselves.',
    );
    expect(JSON.stringify(pair)).toContain('That is wrong: the grammar has the other one.');
  });

  it('names words that it does not know', async () => {
    expect(JSON.stringify(await ask('The zebra paints.', 'The zebra paint.'))).toContain(
      'never read “zebra”',
    );
  });

  it.each(TYPED)('answers or says what to do: %j', async (text) => {
    for (const [first, second] of [
      [text, RIGHT],
      [RIGHT, text],
      [text, text],
    ] as const) {
      await ask(first, second).catch((error) => expect(error).toBeInstanceOf(PlayError));
    }
  });
});

it('has examples, each another, one of them right', async () => {
  const examples = Array.from({ length: 12 }, (_, at) => use.example(at));
  expect(new Set(examples.map((one) => JSON.stringify(one))).size).toBe(12);
  for (const { first, second } of examples) {
    const blocks = await ask(first!, second!);
    const ranking = blocks.find(({ kind }) => kind === 'ranking');
    expect(ranking).toMatchObject({
      rows: [{ isRight: expect.any(Boolean) }, { isRight: expect.any(Boolean) }],
    });
  }
});
