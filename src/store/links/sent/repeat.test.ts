import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../config/settings';
import { textHash } from '../../../storage/textHash';
import { newPlayground, type PlaygroundState, type RunData } from '../../playground/state';
import { FACTS, SUMMARY } from '../../testApp';
import { complaint } from '../linkTexts';
import { readLink } from '../readLink';
import { matchOf } from './compareCurves';
import { repeatOf } from './repeat';
import { packRun, type Replay, unpackRun } from './replay';
import { notRepeatable, replayWords } from './replayWords';
import { unlike } from './unlike';
import { unpack } from './unpack';

const TEXT = 'Mira feeds the goats. The goats eat.';
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, seed: 7, maxSteps: 400 };
const WASM = {
  ...{ backend: 'wasm' as const, device: 'relaxed SIMD, 3 workers' },
  ...{ software: false, refusals: [], selfTestError: 0 },
};

/** A page whose run has taken 400 steps. */
function page(change: Partial<RunData> = {}, settings = SETTINGS, text = TEXT): PlaygroundState {
  const source = { name: 'Goats', text, characters: text.length };
  const prepared = { ...SUMMARY, jobId: 1, source, madeFor: settings };
  const state = newPlayground(settings, []);
  const run: RunData = {
    ...state.run,
    ...{ status: 'done', step: 400, facts: FACTS, backend: WASM, endedWith: settings },
    loaded: { prepared, settings },
    train: [{ step: 1, loss: 5.123456789, learningRate: 0.001, gradNorm: 1 }],
    evals: [{ step: 400, loss: 2.5, accuracy: 0.4, context: 'both' }],
    ...change,
  };
  return { ...state, source, prepared, run };
}

const hashOf = (state: PlaygroundState) => {
  const found = repeatOf(state);
  if (found.kind !== 'run') throw new Error(notRepeatable(found));
  return found.hash;
};
const received = async (state = page()): Promise<Replay> => {
  const { replay } = await unpack(readLink(hashOf(state)));
  if (!replay) throw new Error('no run in this link');
  return replay;
};

it('leaves nothing to Auto, and takes the backend and as many workers as the run had', async () => {
  const link = await unpack(readLink(hashOf(page())));
  expect(link.problems).toEqual([]);
  expect(link.auto).toEqual([]);
  expect(link.settings).toEqual({ ...SETTINGS, backend: 'wasm', workers: 3 });
  expect(link.replay).toMatchObject({
    ...{ step: 400, backend: 'wasm', vocabulary: expect.any(String), exam: 'exam' },
    ...{ train: [[1, 5.123457]], evals: [[400, 2.5]] },
  });
});

it('says nothing of the text but a check number, and finds it where the receiver has it', async () => {
  const hash = hashOf(page());
  for (const word of ['Mira', 'goats', 'Goats']) expect(hash).not.toContain(word);
  const { sent } = await unpack(readLink(hash));
  expect(sent).toEqual({
    ...{ name: '', builtIn: undefined, characters: TEXT.length, hash: textHash(TEXT) },
  });
});

it('takes Auto where the backend of the run is not here', async () => {
  const link = await unpack(readLink(hashOf(page({ backend: { ...WASM, backend: 'webgpu' } }))));
  expect(link.settings).toMatchObject({ backend: 'auto', workers: 0 });
  const own = await unpack(readLink(`${hashOf(page())}&backend=cpu`));
  expect(own.settings.backend).toBe('cpu'); // it says so itself
});

it('has the settings of the last step, whatever was set since', async () => {
  const now = { ...SETTINGS, mlmProbability: 0.4 };
  const link = readLink(hashOf({ ...page({ status: 'paused' }), settings: now }));
  expect(link.settings.mlmProbability).toBe(SETTINGS.mlmProbability);
  const running = readLink(hashOf({ ...page({ status: 'running' }), settings: now }));
  expect(running.settings.mlmProbability).toBe(0.4);
});

it.each([
  [{ step: 0 }, {}, 'There is no run'],
  [{ changed: ['mlmProbability'] }, {}, '“Mask ratio” changed while it trained'],
  [{ train: [], evals: [] }, {}, 'no losses'],
  [{}, { beginFrom: 'opened' }, 'began from a model that was opened'],
  [{}, { tokenizer: 'model' }, 'began from a model that was opened'],
  [{}, { maskStrategy: 'hand' }, 'chosen by hand'],
] as const)('says why a run cannot be repeated: %o %o', (run, settings, why) => {
  const found = repeatOf(page(run as Partial<RunData>, { ...SETTINGS, ...settings }));
  expect(found.kind).not.toBe('run');
  expect(notRepeatable(found as never)).toContain(why);
});

describe('the page says', () => {
  let replay: Replay;
  beforeEach(async () => {
    replay = await received();
  });
  const told = (state: PlaygroundState, here?: number) => {
    const figure = { of: 'train', step: 120, sent: 2.341, here: here ?? 0 } as const;
    const match = matchOf(here === undefined ? [] : [figure]);
    const { what, why } = replayWords(replay, {
      ...{ step: state.run.step, match, unlike: unlike(replay, state) },
    });
    return [what, ...why].join(' ');
  };

  it('what the link is for, before Train', () => {
    const fresh = { step: 0, status: 'ready', endedWith: undefined } as const;
    expect(told(page(fresh))).toBe(
      'This link repeats a run of 400 steps. Press Train: the page says whether the curve comes out the same. The rings in the chart are the held-out losses that were sent.',
    );
    expect(told(page(fresh, SETTINGS, 'Another text.'))).toContain('which is not the one here');
  });

  it('how the curves compare, and what may be why', () => {
    expect(told(page(), 2.341)).toBe(
      'The curve matched to the last digit sent: 1 loss, of 7 digits each.',
    );
    expect(told(page({ step: 130, status: 'running' }), 2.341)).toBe(
      'So far the curve matches to the last digit sent.',
    );
    expect(told(page({ backend: { ...WASM, backend: 'webgpu' } }), 2.34104)).toMatch(
      /^The curve matched within 0\.0000[45] nats, in 1 loss\. It ran on WASM there, and on WebGPU here\./,
    );
    expect(told(page({}, { ...SETTINGS, learningRate: 0.01 }), 2.402)).toBe(
      'The curve did not match from step 120 on: the training loss was 2.341 there, and 2.402 here. Other settings here: “Learning rate”.',
    );
    expect(told(page(), 2.402)).toContain('knows of nothing that is different');
  });

  it('each thing that it knows to be different', () => {
    const kinds = (state: PlaygroundState, of = replay) =>
      unlike(of, state).map(({ kind }) => kind);
    expect(kinds(page())).toEqual([]);
    expect(kinds(page({}, SETTINGS, 'Another text.'))).toEqual(['text']);
    expect(kinds(page({ facts: { ...FACTS, examId: 'x' } }))).toEqual(['exam']);
    expect(kinds(page({ backend: { ...WASM, device: 'SIMD, 1 worker' } }))).toEqual(['device']);
    expect(kinds(page({ changed: ['dropout'] as never }))).toEqual(['changed']);
    expect(kinds(page({ examBefore: 'x' }))).toEqual(['resumedHere']);
    const changed = { ...replay.settings, learningRate: 0.1 };
    expect(kinds(page({}, changed), { ...replay, settings: changed })).toEqual(['link']);
    expect(kinds(page(), { ...replay, vocabulary: 'x' })).toEqual(['vocabulary']);
    expect(kinds(page(), { ...replay, resumed: true, version: '0.1' })).toEqual([
      ...['resumedThere', 'version'],
    ]);
  });
});

it('is used for its settings where it is not whole, and says so', async () => {
  const hash = hashOf(page());
  const link = await unpack(readLink(hash.slice(0, -20)));
  expect(link.settings.seed).toBe(7);
  expect(link.replay).toBeUndefined();
  expect(link.problems.map(complaint)).toEqual([expect.stringContaining('was cut off')]);
});

it('refuses a curve that goes back, and a run of no steps', async () => {
  const { raw: _, settings: __, ...run } = await received();
  expect(unpackRun(packRun(run))).toEqual(run);
  expect(
    unpackRun(
      packRun({
        ...run,
        train: [
          [2, 1],
          [1, 1],
        ],
      }),
    ),
  ).toHaveProperty('why', 'damaged');
  expect(unpackRun(packRun({ ...run, step: 0 }))).toHaveProperty('why', 'damaged');
});
