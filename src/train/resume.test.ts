import { beforeAll, expect, it } from 'vitest';
import type { TrainingState } from '../base/trainingState';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import type { Engine } from '../engine/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { createRuns } from '../storage/keptRuns';
import { memoryShelf, savedRun } from '../storage/testRuns';
import { openRunFile } from '../takeaway/readRunFile';
import { listMember, runMembers } from '../takeaway/runFile';
import { writeZip } from '../takeaway/writeZip';
import { createBatches } from './batches';
import { makeExam } from './exam';
import { createSession } from './session';

const TEXT = Array.from({ length: 80 }, (_, i) => `Cat number ${i % 7} sat on mat ${i % 5}.`).join(
  ' ',
);
const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  ...{ hiddenSize: 16, numHiddenLayers: 1, numAttentionHeads: 2, intermediateSize: 32 },
  ...{ maxPositionEmbeddings: 16, batchSize: 8, warmupSteps: 10, maxSteps: 60 },
  ...{ hiddenDropoutProb: 0.1, workers: 1 },
};

let engine: Engine;
beforeAll(async () => {
  engine = await startWasmEngine();
});

/** A session as a page begins one: everything made anew from the text, the settings, and what was kept. */
async function begin(saved?: TrainingState) {
  const { encoded, vocabulary } = await prepareText(TEXT, SETTINGS);
  const vocabSize = vocabulary.tokens.length;
  const sequenceLength = SETTINGS.maxPositionEmbeddings;
  const dataset = makeDataset(encoded, { ...SETTINGS, sequenceLength });
  const config = bertConfig(SETTINGS, vocabSize);
  const layout = parameterLayout(config);
  const fresh = {
    parameters: initialValues(config, layout, SETTINGS.seed),
    firstMoment: new Float32Array(layout.length),
    secondMoment: new Float32Array(layout.length),
    step: 0,
  };
  const model = await engine.createModel(config, saved ?? fresh, {
    batchSize: SETTINGS.batchSize,
    sequenceLength,
  });
  const losses: (number | undefined)[] = [];
  const session = createSession({
    ...{ model, settings: SETTINGS },
    batches: createBatches(dataset, vocabSize),
    exam: makeExam(dataset, vocabSize),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    events: {
      onState: () => {},
      onMetrics: ({ train }) => losses.push(...train.map(({ loss }) => loss)),
      onView: () => {},
      onProblem: ({ what }) => expect.fail(what),
    },
  });
  return { session, losses, vocabulary };
}

it('30 steps, kept, opened, and 30 more are 60 steps, bit for bit', async () => {
  const straight = await begin();
  await straight.session.start();
  const whole = (await straight.session.keep())!;
  expect(whole.state.step).toBe(60);

  const first = await begin();
  for (let i = 0; i < 30; i++) await first.session.step();
  const kept = (await first.session.keep())!;
  expect(kept.state.step).toBe(30);
  expect(kept.state.parameters).not.toEqual(whole.state.parameters);
  await first.session.dispose();

  const second = await begin(kept.state);
  await second.session.start();
  const again = (await second.session.keep())!;
  expect(again.state).toEqual(whole.state);
  expect(again.result).toEqual(whole.result);
  expect([...first.losses, ...second.losses]).toEqual(straight.losses);
});

it('goes on to the last bit from a file that another browser has opened', async () => {
  const straight = await begin();
  for (let i = 0; i < 8; i++) await straight.session.step();
  const whole = (await straight.session.keep())!;

  const first = await begin();
  for (let i = 0; i < 4; i++) await first.session.step();
  const { state } = (await first.session.keep())!;
  const run = savedRun('a', { settings: SETTINGS, vocabulary: first.vocabulary, step: 4 });
  const file = await writeZip([listMember(1), ...runMembers(run, state, 0)]);

  const there = createRuns(memoryShelf().shelf, () => {});
  const opened = await (await openRunFile(file)).read(0);
  expect(await there.put(opened.run, opened.state)).toBe('stored');
  const kept = (await there.list()).runs[0]!;
  expect(kept).toEqual({ ...run, id: kept.id, bytes: kept.bytes });
  const second = await begin(await there.state(kept.id));
  for (let i = 0; i < 4; i++) await second.session.step();
  const again = (await second.session.keep())!;
  expect(again.state).toEqual(whole.state);
  expect([...first.losses, ...second.losses]).toEqual(straight.losses);
});
