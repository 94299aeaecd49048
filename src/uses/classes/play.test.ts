import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import type { Engine, TrainableModel } from '../../engine/engine';
import { type BertConfig, bertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import { wholeWordVocabulary } from '../material';
import { createReader } from '../reader';
import { saidIn } from '../testBlocks';
import { TYPED } from '../testTyped';
import { type Desk, PlayError } from '../use';
import { play } from './play';
import { split } from './teach';

const SENTENCES = [
  'The cake and the tea.',
  'The cake was nice.',
  'The storm was loud.',
  'It was good.',
  'It was bad.',
];
const vocabulary = wholeWordVocabulary(SENTENCES);
const idOf = (token: string) => vocabulary.tokens.indexOf(token);
const config = bertConfig(
  { ...DEFAULT_SETTINGS, maxPositionEmbeddings: 16 },
  vocabulary.tokens.length,
);

/**
 * A model that always answers the same way: "good", or the first label token, where a text has "cake" or "tea", and "bad", or the
 * second, where it has "storm".
 */
function stubModel(shape: BertConfig, trained: number[]): TrainableModel {
  const { vocabSize: V } = shape;
  return {
    ...({} as TrainableModel),
    config: shape,
    anyLength: true,
    train: (batch) => trained.push(...batch.labels),
    statistics: async () => ({ losses: new Float32Array(10), gradNorms: new Float32Array(10) }),
    infer: async ({ positions, inputIds, sequenceLength: T }) => {
      const logits = new Float32Array(positions.length * V);
      positions.forEach((at, m) => {
        const row = inputIds.subarray(Math.floor(at / T) * T, (Math.floor(at / T) + 1) * T);
        const own = logits.subarray(m * V, (m + 1) * V);
        const good = 3 * ['cake', 'tea'].filter((word) => row.includes(idOf(word))).length;
        own[idOf('good')] = own[config.vocabSize] = good;
        if (row.includes(idOf('storm'))) own[idOf('bad')] = own[config.vocabSize + 1] = 3;
      });
      return { logits, attentions: new Float32Array() };
    },
    dispose: vi.fn(),
  };
}

function stubDesk() {
  const trained: number[] = [];
  const models: TrainableModel[] = [];
  const engine = {
    createModel: async (shape: BertConfig) => {
      models.push(stubModel(shape, trained));
      return models.at(-1)!;
    },
  } as unknown as Engine;
  const desk: Desk = {
    ...{ engine, sentences: SENTENCES, isOwn: false, heldOut: [] },
    reader: createReader(stubModel(config, trained), vocabulary),
    parameters: async () => new Float32Array(parameterLayout(config).length),
    onProgress: vi.fn(),
    pause: async () => {},
  };
  return { desk, trained, models };
}

const rows = (good: string, bad: string) =>
  [
    'text,label',
    ...Array.from({ length: 5 }, () => [
      `The cake was nice.,${good}`,
      `The storm was loud.,${bad}`,
    ]).flat(),
  ].join('\n');

const textOf = ({ blocks }: Awaited<ReturnType<typeof play>>) => saidIn(blocks).join('\n');

describe('sorting a sentence', () => {
  it('gives the classes with their probabilities, and the word that decides', async () => {
    const { desk } = stubDesk();
    const answer = await play(desk, {
      examples: rows('good', 'bad'),
      sentence: 'Bravo, the cake!',
    });
    const ranking = answer.blocks.find((block) => block.kind === 'ranking')!;
    expect(ranking.rows.map(({ words: [word], shown }) => [word!.text, shown])).toEqual([
      ['good', '95 %'], // e³ / (e³ + 1)
      ['bad', '5 %'],
    ]);
    expect(textOf(answer)).toMatch(/Hide “cake” and “good” falls from 95 % to 50 %/);
    expect(textOf(answer)).toMatch(/never read “Bravo” and goes by the other words/);
  });

  it('hides two words where one is not enough, and says so where two are not either', async () => {
    const { desk } = stubDesk();
    const examples = rows('good', 'bad');
    const two = await play(desk, { examples, sentence: 'The tea and the cake.' });
    expect(textOf(two)).toMatch(
      /Hide “(tea|cake)” and “(tea|cake)” together, and “good” falls from 100 % to 50 %/,
    );
    const none = await play(desk, { examples, sentence: 'It was.' });
    expect(textOf(none)).toMatch(/No one or two words decide.*stays near 50 %/);
    const three = await play(desk, { examples, sentence: 'The cake and the tea, the cake.' });
    expect(textOf(three)).toMatch(/No one or two words decide.*stays near 100 %/);
  });

  it('counts the rows that were held back, beside a bag of words', async () => {
    const { desk } = stubDesk();
    const answer = await play(desk, { examples: rows('good', 'bad'), sentence: '' });
    expect(textOf(answer)).toMatch(/2 of 2 right/);
    expect(textOf(answer)).toMatch(/within chance \(sign test, p = 1\.00\)/);
    const table = answer.blocks.find((block) => block.kind === 'table')!;
    expect(table.rows).toEqual([
      ['good', '1', '0'],
      ['bad', '0', '1'],
    ]);
  });

  it('sees a model that takes one class for the other', async () => {
    const { desk } = stubDesk();
    const answer = await play(desk, { examples: rows('bad', 'good'), sentence: '' });
    expect(textOf(answer)).toMatch(/0 of 2 right/);
  });

  it('asks for names that are words at the blank, and for new tokens else and at [CLS]', async () => {
    for (const [values, labels] of [
      [{ examples: rows('good', 'bad'), method: 'cloze' }, [idOf('good'), idOf('bad')]],
      [
        { examples: rows('great', 'poor'), method: 'cloze' },
        [config.vocabSize, config.vocabSize + 1],
      ],
      [{ examples: rows('good', 'bad'), method: 'head' }, [config.vocabSize, config.vocabSize + 1]],
    ] as const) {
      const { desk, trained } = stubDesk();
      await play(desk, values);
      expect([...new Set(trained)].toSorted()).toEqual([...labels].toSorted());
    }
  });

  it('trains once for the same examples, and gives the memory back when others come', async () => {
    const { desk, models, trained } = stubDesk();
    await play(desk, { examples: rows('good', 'bad'), sentence: 'The cake.' });
    await play(desk, { examples: rows('good', 'bad'), sentence: 'The storm.' });
    expect(models).toHaveLength(1);
    // The page hands over another reader every time.
    const reader = createReader(stubModel(config, trained), vocabulary);
    await play({ ...desk, reader }, { examples: rows('good', 'bad'), sentence: 'The cake.' });
    expect(models).toHaveLength(1);
    await play(desk, { examples: rows('fine', 'bad'), sentence: 'The storm.' });
    expect(models).toHaveLength(2);
    expect(models[0]!.dispose).toHaveBeenCalledOnce();
  });

  it('trains anew for a model that has other parameters', async () => {
    const { desk, models } = stubDesk();
    await play(desk, { examples: rows('good', 'bad') });
    const parameters = async () => (await desk.parameters()).fill(1);
    await play({ ...desk, parameters }, { examples: rows('good', 'bad') });
    expect(models).toHaveLength(2);
  });

  it('ends where the page wants another answer, and leaves nothing behind', async () => {
    const { desk, models } = stubDesk();
    const overtaken = async () => {
      throw new Error('overtaken');
    };
    const values = { examples: rows('good', 'bad'), sentence: 'The cake.' };
    await expect(play({ ...desk, pause: overtaken }, values)).rejects.toThrow('overtaken');
    expect(textOf(await play(desk, values))).toMatch(/2 of 2 right/);
    expect(models).toHaveLength(2);
    expect(models[0]!.dispose).toHaveBeenCalledOnce();
  });

  it('says so where there is no room for training', async () => {
    const { desk } = stubDesk();
    const engine = {
      ...desk.engine,
      createModel: async () => Promise.reject(new RangeError('there is no room')),
    };
    const values = { examples: rows('good', 'bad'), sentence: 'The cake.' };
    const asked = play({ ...desk, engine }, values);
    await expect(asked).rejects.toThrow(PlayError);
    await expect(asked).rejects.toThrow(/too large to be fine-tuned here. There is no room/);
  });

  it('bears whatever is typed', async () => {
    const { desk } = stubDesk();
    const examples = rows('good', 'bad');
    for (const typed of TYPED) {
      for (const values of [
        { examples, sentence: typed },
        { examples: typed, sentence: 'The cake.' },
      ]) {
        const failure = await play(desk, values).then(
          ({ blocks }) => (blocks.length > 2 ? undefined : blocks),
          (error: unknown) => error,
        );
        if (failure) expect(failure).toBeInstanceOf(PlayError);
      }
    }
    await expect(play(desk, { examples: '', sentence: 'The cake.' })).rejects.toThrow(PlayError);
  });

  it('says what did not fit', async () => {
    const { desk } = stubDesk();
    const values = { examples: rows('good', 'bad'), sentence: 'cake '.repeat(50) };
    expect(textOf(await play(desk, values))).toMatch(/reads 16 tokens at most/);
  });
});

describe('rows held back', () => {
  it('are a fifth of each class, and one at least', () => {
    const of = (label: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ text: `${label} ${i}`, label }));
    const { learned, heldBack } = split({ rows: [...of(0, 20), ...of(1, 2)], classes: ['a', 'b'] });
    expect(heldBack.filter(({ label }) => label === 0)).toHaveLength(4);
    expect(heldBack.filter(({ label }) => label === 1)).toHaveLength(1);
    expect(learned).toHaveLength(17);
  });
});
