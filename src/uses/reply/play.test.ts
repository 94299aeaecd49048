import { describe, expect, it } from 'vitest';
import type { Block } from '../../protocol/uses';
import { materialOf } from '../material';
import { type Reader, type Row, textEncoder } from '../reader';
import { ofKind, saidIn } from '../testBlocks';
import { deskOf } from '../testDesk';
import { PlayError } from '../use';
import { ACTS, ITEMS, itemNames } from './language';
import { play } from './play';
import { use } from './use';
import { LABEL_TOKENS, world } from './world';

const { vocabulary, config } = materialOf(world);
const idOf = new Map(vocabulary.tokens.map((token, id) => [token, id]));

/** A reader that has learned the workshop by heart: parts of the items that it sees, states for “wrong” and “fetch”. */
function knowing(follows = 0.9): Reader {
  const answer = ({ ids }: Row, place: number) => {
    const p = new Float32Array(vocabulary.tokens.length).fill(0.001);
    const sees = (word: string) => ids.includes(idOf.get(word)!);
    for (const item of itemNames)
      if (sees(item)) for (const part of ITEMS[item]) p[idOf.get(part)!] = 0.3;
    if (sees('wrong')) for (const state of ACTS.fault.states) p[idOf.get(state)!] = 0.2;
    if (sees('fetch')) for (const state of ACTS.time.states) p[idOf.get(state)!] = 0.2;
    if (place === 0) {
      p[idOf.get(LABEL_TOKENS[0])!] = sees('spout') ? follows : 1 - follows;
      p[idOf.get(LABEL_TOKENS[1])!] = sees('spout') ? 1 - follows : follows;
    }
    return p.map(Math.log);
  };
  return {
    ...{ model: {}, vocabulary, config },
    encode: textEncoder(vocabulary, config.maxPositionEmbeddings),
    ask: async (rows) =>
      rows.map((row) => ({
        logProbabilities: (m) => answer(row, row.places[m]!),
        last: () => new Float32Array(),
        lower: () => new Float32Array(),
      })),
  };
}

const ask = async (said: string, replies: readonly string[], reader = knowing()) => {
  const { blocks } = await play(deskOf(reader), { said, replies: replies.join('\n') });
  return blocks;
};
const textOf = ({ words }: { words: readonly { text: string }[] }) =>
  words.map(({ text }) => text).join(' ');

const SAID = 'What is wrong with my radio?';
const REPLIES = ['The aerial is late.', 'The spout is worn.', 'The aerial is worn.'];

describe('play', () => {
  it('ranks replies by likelihood and marks the one that fits', async () => {
    const { rows } = ofKind(await ask(SAID, REPLIES), 'ranking')[0]!;
    expect(rows.map(textOf)).toEqual([
      'The aerial is worn .',
      'The aerial is late .',
      'The spout is worn .',
    ]);
    expect(rows.map(({ isRight }) => isRight)).toEqual([true, false, false]);
    // Against late, worn is 200 times as likely; against spout, aerial 300 times.
    expect(rows[1]!.share / rows[0]!.share).toBeCloseTo(1 / 200, 6);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(rows[0]!.note).toBe('next sentence: 10 %');
    expect(rows[2]!.note).toBe('next sentence: 90 %');
  });

  it('reads a reply without a sign at its end with a full stop', async () => {
    const { rows } = ofKind(
      await ask(SAID, ['The aerial is worn', 'The spout is worn.']),
      'ranking',
    )[0]!;
    expect(rows.map(textOf)).toEqual(['The aerial is worn .', 'The spout is worn .']);
    expect(rows[0]!.isRight).toBe(true);
  });

  it('says which hidden word turns the choice, and what next sentence would choose', async () => {
    const blocks = await ask(SAID, REPLIES);
    expect(saidIn(blocks)).toEqual([
      'Hide “radio” and “The spout is worn.” wins. Hide “wrong” and “The aerial is late.” wins.',
      'By next sentence: asked whether the reply follows, it chooses “The spout is worn.” (90 %, against 10 %).',
    ]);
    const marked = blocks.find(({ kind }) => kind === 'sentence') as Extract<
      Block,
      { kind: 'sentence' }
    >;
    const strong = marked.words
      .filter(({ strength = 0 }) => strength > 0.5)
      .map(({ text }) => text);
    expect(strong).toEqual(['wrong', 'radio']);
  });

  it('says where next sentence cannot tell', async () => {
    const blocks = await ask(SAID, ['The aerial is worn.', 'The aerial is late.']);
    expect(saidIn(blocks).at(-1)).toMatch(/cannot tell 2 replies apart \(10 % each\)/);
  });

  it('names words that it never read', async () => {
    const blocks = await ask('What is wrong with my sofa?', [...REPLIES, 'The Cushion is worn.']);
    expect(saidIn(blocks)[0]).toMatch(/never read “sofa” and “Cushion”: .*bicycle, kettle/);
    expect(ofKind(blocks, 'ranking')[0]!.rows.every(({ isRight }) => isRight === undefined)).toBe(
      true,
    );
  });

  it('asks for what it needs', async () => {
    const failing = (said: string, replies: readonly string[]) =>
      ask(said, replies).then(
        () => 'played',
        (error) => (error instanceof PlayError ? error.message : String(error)),
      );
    expect(await failing('', REPLIES)).toMatch(/^Say something first/);
    expect(await failing('  ', REPLIES)).toMatch(/^Say something first/);
    expect(await failing(SAID, [])).toMatch(/at least two replies/);
    expect(await failing(SAID, ['The aerial is worn.', ' ', 'The aerial is worn.'])).toMatch(
      /at least two/,
    );
    expect(await failing('why '.repeat(30), REPLIES)).toMatch(
      /may have 17 words and signs together/,
    );
    expect(await failing(SAID, ['The aerial is worn.', 'well '.repeat(30)])).toMatch(
      /“well well .*shorten/,
    );
    expect(
      await failing(
        SAID,
        Array.from({ length: 17 }, (_, i) => `The aerial ${i}.`),
      ),
    ).toMatch(/17/);
    const { blocks } = await play(deskOf(knowing()), {
      said: '?!',
      replies: '…\n中文',
    });
    expect(ofKind(blocks, 'ranking')[0]!.rows).toHaveLength(2);
    await expect(play(deskOf(knowing()), {})).rejects.toThrow(PlayError);
  });

  it('begins with a question that it can answer, each time another', async () => {
    const values = Array.from({ length: 5 }, (_, at) => use.example(at));
    expect(new Set(values.map(({ said }) => said)).size).toBe(5);
    for (const { said, replies } of values) {
      const { rows } = ofKind(await ask(said!, replies!.split('\n')), 'ranking')[0]!;
      expect(rows.filter(({ isRight }) => isRight)).toHaveLength(1);
    }
  });
});
