import { beforeEach, expect, it, vi } from 'vitest';
import { emptyRecord, loadExperiments } from '../../storage/experiments';
import { PLAN, testExperiments } from './testExperiments';

vi.mock('../../storage/experiments', async (original) => ({
  ...(await original<typeof import('../../storage/experiments')>()),
  loadExperiments: vi.fn(),
}));

const queued = (experimentId: string) => ({ experimentId, plan: PLAN });
/** What the last visit left behind. */
const left = (rest: Partial<Awaited<ReturnType<typeof loadExperiments>>> = {}) =>
  vi.mocked(loadExperiments).mockResolvedValue({
    ...{ records: {}, queue: [], ownGrammars: [], keepRuns: false },
    ...rest,
  });

let w: ReturnType<typeof testExperiments>;
beforeEach(() => {
  w = testExperiments();
});
const waiting = () => w.state().queue.map(({ experimentId }) => experimentId);

it('brings back what the last visit left', async () => {
  const records = { sweep: emptyRecord(PLAN) };
  const ownGrammars = ['a = b .', 'a = c .', 'a = d .'];
  left({ records, queue: [queued('paper'), queued('size')], ownGrammars, keepRuns: true });
  await w.experiments.open();
  expect(w.state()).toMatchObject({ records, ownGrammar: 'a = b .', keepRuns: true });
  expect(w.state().earlierGrammars).toEqual(['a = c .', 'a = d .']);
  expect(waiting()).toEqual(['paper', 'size']);
  expect(w.state().running).toBeUndefined(); // the person goes on with them
});

it('has nothing to bring back on the first visit', async () => {
  left();
  await w.experiments.open();
  expect(w.state()).toMatchObject({ records: {}, queue: [], ownGrammar: '', keepRuns: false });
  expect(w.state().earlierGrammars).toEqual([]);
});

it('begins with one’s own grammar where a link or the address names that', async () => {
  left({ ownGrammars: ['a = b .'] });
  w.experiments.takeLink({ languageId: 'own' });
  await w.experiments.open();
  expect(w.state().opening).toEqual({ id: 'own', grammar: 'a = b .' });
});

it('lets what was asked for meanwhile go before that', async () => {
  const old = { ...emptyRecord(PLAN), diverged: { '0.0': 3 } };
  left({
    records: { sweep: old, other: old },
    queue: [queued('sweep'), queued('second'), queued('third')],
    ownGrammars: ['a = b .', 'a = c .'],
  });
  w.experiments.setKeepRuns(true);
  w.experiments.openOwn('a = x y z .');
  w.experiments.runPlan('sweep', PLAN);
  await w.settle();
  w.experiments.runPlan('fourth', PLAN);
  w.experiments.runPlan('third', PLAN);
  w.done('0.0');
  await w.experiments.open();
  // What runs does not wait as well, and nothing waits twice.
  expect(waiting()).toEqual(['second', 'third', 'fourth']);
  expect(w.state().records.sweep?.diverged).toEqual({});
  expect(Object.keys(w.state().records.sweep!.results)).toEqual(['0.0']);
  expect(w.state().records.other).toEqual(old);
  expect(w.state().keepRuns).toBe(true);
});
