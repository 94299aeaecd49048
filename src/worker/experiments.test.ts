import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Settings } from '../config/settings';
import { languages } from '../grammar/languages';
import type { ExperimentsEvent, ExperimentsRequest } from '../protocol/experiments';

/** What the worker says, and how it is spoken to: Node has no worker's scope. */
const wire = vi.hoisted(() => ({
  events: [] as unknown[],
  heard: (_event: unknown): void => {},
  ask: (_request: unknown): void => {},
}));
vi.mock('./port', () => ({
  workerPort: () => ({
    post: (event: unknown) => {
      wire.events.push(event);
      wire.heard(event);
    },
    listen: (handler: (request: unknown) => void) => {
      wire.ask = handler;
    },
  }),
}));

const small: Settings = {
  ...EXPERIMENT_SETTINGS,
  ...{ backend: 'wasm', hiddenSize: 16, intermediateSize: 32, numHiddenLayers: 1 },
  ...{ numAttentionHeads: 2, maxSteps: 40, warmupSteps: 5 },
};
const runs = ['a', 'b', 'c'].map((id, seed) => ({ id, settings: { ...small, seed } }));

let jobId = 0;
const ask = (request: ExperimentsRequest) => wire.ask(request);
const said = <T extends ExperimentsEvent['type']>(type: T, of = jobId) =>
  (wire.events as ExperimentsEvent[]).filter(
    (e): e is Extract<ExperimentsEvent, { type: T }> =>
      e.type === type && (!('jobId' in e) || e.jobId === of),
  );
const until = (done: () => boolean) =>
  vi.waitFor(() => expect(done()).toBe(true), { timeout: 120_000, interval: 1 });

let grammar: string;
const start = (request: Partial<Extract<ExperimentsRequest, { type: 'runs' }>> = {}) => {
  jobId++;
  const plain = { together: false, probe: false, keep: false };
  ask({ type: 'runs', jobId, grammar, runs, ...plain, ...request });
};
const stop = () => ask({ type: 'stop', jobId });

beforeEach(async () => {
  vi.stubGlobal('self', { name: '' });
  grammar ??= await languages.find(({ id }) => id === 'cases')!.load();
  await import('./experiments');
  wire.events.length = 0;
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

it('shows the language that was chosen last, though the one before takes longer', async () => {
  const [slow, quick] = ['a = b c d e | c d e b | d e .', 'a = b c .'];
  ask({ type: 'language', languageId: 1, grammar });
  ask({ type: 'language', languageId: 2, grammar: slow! });
  ask({ type: 'language', languageId: 3, grammar: quick! });
  await until(() => said('language').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(said('language').map(({ languageId }) => languageId)).toEqual([3]);
});

it('keeps the runs that go on from when it is asked to, each once though it rests while it is probed', async () => {
  start({ runs: runs.slice(0, 2), probe: true });
  await until(() => said('done').length === 1);
  expect(said('kept')).toEqual([]);
  ask({ type: 'keepRuns', keep: true });
  const first = jobId;
  wire.heard = () => {
    if (said('kept', first).length > 0) stop(); // it is to be probed next
  };
  await until(() => said('kept').length === 1);
  expect(said('done')).toHaveLength(1);
  wire.heard = () => {};
  start({ runs: runs.slice(1, 2), probe: true, keep: true });
  await until(() => said('done').length === 1);
  expect(said('kept', first).map(({ runId }) => runId)).toEqual(['b']);
  expect(said('kept')).toEqual([]);
  // It went on where it was, and its time is that of both.
  const trained = said('progress', first).findLast(({ runId }) => runId === 'b')!;
  expect(said('progress')[0]).toMatchObject({ step: small.maxSteps });
  expect(said('done')[0]!.result.seconds).toBeGreaterThan(trained.seconds);
});

it('knows its three models, though others were given up while they sat an exam', async () => {
  start({ together: true });
  await until(() => said('backend').length === runs.length);
  stop(); // they sit the first exam now, to its end
  start({ together: true });
  await until(() => said('exam').length === 1);
  stop(); // this one waits for their end
  start({ together: true });
  await until(() => said('done').length === runs.length);
  ask({ type: 'keep', jobId });
  await until(() => said('kept').length === runs.length);
});
