import { beforeEach, expect, it } from 'vitest';
import { PLAN as plan, testExperiments } from './testExperiments';
import {
  EXAM as exam,
  FLOORS as floors,
  LANGUAGE as language,
  RESULT as result,
} from './testLanguage';

let w: ReturnType<typeof testExperiments>;
beforeEach(() => {
  w = testExperiments();
});

it('runs a plan seed by seed, keeps what is done, and goes on with what is not', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.ids()).toEqual(['0.0', '1.0', '0.1', '1.1']);
  expect(w.runs()).toMatchObject({ subject: { grammar: plan.grammar }, together: false });
  expect(w.runs().runs[1]).toMatchObject({
    settings: { mlmProbability: 0.4, seed: 1 },
    sentences: 50,
  });
  w.experiments.onEvent({ type: 'exam', jobId: w.runs().jobId, exam });
  w.done('0.0');
  w.done('1.0');
  w.experiments.stop();
  expect(w.state().running).toBeUndefined();
  expect(Object.keys(w.state().records.sweep!.results)).toEqual(['0.0', '1.0']);
  expect(w.state().records.sweep!.exam).toEqual(exam);

  // A run that ended after the stop is not of this experiment any more.
  w.done('0.1');
  expect(Object.keys(w.state().records.sweep!.results)).toHaveLength(2);

  w.experiments.runPlan('sweep', { ...plan, seeds: 3 });
  await w.settle();
  expect(w.ids()).toEqual(['0.1', '1.1', '0.2', '1.2']);

  // Another budget is another experiment.
  w.experiments.stop();
  w.experiments.runPlan('sweep', { ...plan, maxSteps: 20 });
  await w.settle();
  expect(w.ids()).toHaveLength(4);
});

it('goes on past a run that diverged, and does not run it again', async () => {
  w.experiments.runPlan('sweep', plan);
  w.experiments.runPlan('next', plan);
  await w.settle();
  const { jobId } = w.runs();
  w.done('0.0');
  w.experiments.onEvent({ type: 'diverged', jobId, runId: '1.0', step: 3 });
  w.done('0.1');
  w.experiments.stop();
  expect(w.state().records.sweep!.diverged).toEqual({ '1.0': 3 });
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.ids()).toEqual(['1.1']);
  w.experiments.onEvent({ type: 'diverged', jobId: w.runs().jobId, runId: '1.1', step: 4 });
  await w.settle();
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'next' });
});

it('begins anew where the exam is another than that of the results that are there', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  w.experiments.onEvent({ type: 'exam', jobId: w.runs().jobId, exam });
  w.done('0.0');
  w.experiments.stop();
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.ids()).toHaveLength(3);
  w.experiments.onEvent({ type: 'exam', jobId: w.runs().jobId, exam: { ...exam, id: 'other' } });
  await w.settle();
  expect(w.ids()).toHaveLength(4);
  expect(w.state().records.sweep).toMatchObject({ results: {}, exam: { id: 'other' } });
});

it('tells the runs that go on whether they are to be kept', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.runs().keep).toBe(false);
  w.experiments.setKeepRuns(true);
  expect(w.asked.at(-1)).toEqual({ type: 'keepRuns', keep: true });
});

it('goes on with nothing when the last of three models ends just after Stop', async () => {
  w.experiments.openOwn('a = x y z .');
  const { languageId } = w.asked.findLast((r) => r.type === 'language')!;
  w.experiments.onEvent({ type: 'language', languageId, language });
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  w.experiments.trainTwins();
  const twins = w.runs();
  w.experiments.stop();
  for (const { id } of twins.runs) w.done(id, twins);
  await w.settle();
  expect(w.state().running).toBeUndefined();
  expect(w.state().queue).toHaveLength(1);
});

it('does not start a worker to tell it to rest', () => {
  w.experiments.stop();
  expect(w.asked).toEqual([]);
});

it('puts what is asked meanwhile behind what is running, in order', async () => {
  w.experiments.runPlan('first', plan);
  await w.settle();
  w.experiments.runPlan('second', plan);
  w.experiments.runPlan('third', plan);
  w.experiments.runPlan('second', plan);
  expect(w.state().queue.map((q) => q.experimentId)).toEqual(['third', 'second']);
  w.experiments.unqueuePlan('third');
  for (const id of w.ids()) w.done(id);
  await w.settle();
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'second' });
  expect(w.state().queue).toEqual([]);
  expect(Object.keys(w.state().records.first!.results)).toHaveLength(4);
});

it('says that a language is gone, and goes on with what waits', async () => {
  w.experiments.runPlan('lost', { ...plan, grammar: undefined });
  w.experiments.runPlan('next', plan);
  await w.settle();
  await w.settle();
  expect(w.state().problem?.what).toMatch(/cannot start/);
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'next' });
});

it('gives discarded results back', async () => {
  w.experiments.runPlan('first', plan);
  await w.settle();
  w.done('0.0');
  w.experiments.removePlan('first');
  expect(w.state().discarded?.experimentId).toBe('first');
  w.experiments.undiscard();
  expect(Object.keys(w.state().records.first!.results)).toEqual(['0.0']);
  expect(w.state().discarded).toBeUndefined();

  // What was run since stays.
  w.experiments.removePlan('first');
  w.experiments.runPlan('first', plan);
  await w.settle();
  w.done('1.0');
  w.experiments.undiscard();
  expect(Object.keys(w.state().records.first!.results).sort()).toEqual(['0.0', '1.0']);
});

it('cancels what runs, with its results, and goes to nothing that waits by itself', async () => {
  w.experiments.runPlan('first', plan);
  await w.settle();
  w.done('0.0');
  w.experiments.runPlan('second', plan);
  w.experiments.removePlan('first');
  expect(w.state().records.first).toBeUndefined();
  expect(w.state().running).toBeUndefined();
  expect(w.state().queue).toHaveLength(1);
  w.experiments.runQueue();
  await w.settle();
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'second' });
});

it('keeps three models side by side while an experiment runs on another language', async () => {
  w.experiments.openOwn('a = x y z .');
  const { languageId } = w.asked.findLast((r) => r.type === 'language')!;
  w.experiments.onEvent({ type: 'language', languageId, language });
  w.experiments.trainTwins();
  const twins = w.runs();
  for (const id of w.ids()) w.done(id);
  expect(w.state().running).toBeUndefined();
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.state().twins.every((run) => run.result === result)).toBe(true);
  expect(w.state().grammar).toBe('a = x y z .');

  // They can still be looked at, and what they guess does not go to the experiment's runs.
  w.experiments.nextSpecimen();
  w.experiments.onEvent({
    ...{ type: 'guesses', jobId: twins.jobId, runId: 'left', specimen: 0, step: 10 },
    ...{ guesses: [{ id: 5, probability: 1 }], answer: undefined, divergence: 0.1 },
  });
  expect(w.state().twins[0]!.guess?.divergence).toBe(0.1);
  expect(w.state().runs.every((run) => run.guess === undefined)).toBe(true);
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'sweep' });

  // A grammar that cannot be used changes nothing.
  const answerTo = () => w.asked.findLast((r) => r.type === 'language')!;
  w.experiments.openOwn('a = <b> .');
  const why = { kind: 'text', what: 'No.', why: 'Line 1.', advice: 'Mend it.' } as const;
  w.experiments.onEvent({ type: 'wrong', languageId: answerTo().languageId, problem: why });
  expect(w.state().refused).toEqual({ grammar: 'a = <b> .', problem: why });
  expect(w.state().twins).toHaveLength(3);
  expect(w.state().ownGrammar).toBe('a = x y z .');

  // Another language shown ends no experiment, but the three models are gone once it is ready.
  w.experiments.openOwn('a = p q r .');
  expect(w.state().twins).toHaveLength(3);
  w.experiments.onEvent({ type: 'language', languageId: answerTo().languageId, language });
  expect(w.state().twins).toEqual([]);
  expect(w.state().grammar).toBe('a = p q r .');
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'sweep' });
});

it('lets an experiment wait while three models are trained, and goes on with it then', async () => {
  w.experiments.openOwn('a = x y z .');
  const { languageId } = w.asked.findLast((r) => r.type === 'language')!;
  w.experiments.onEvent({ type: 'language', languageId, language });
  w.experiments.runPlan('sweep', plan);
  w.experiments.runPlan('next', plan);
  await w.settle();
  w.done('0.0');
  w.experiments.trainTwins();
  expect(w.state().running).toEqual({ kind: 'twins' });
  expect(w.state().queue.map((q) => q.experimentId)).toEqual(['sweep', 'next']);
  for (const id of w.ids()) w.done(id);
  await w.settle();
  expect(w.state().running).toMatchObject({ kind: 'plan', experimentId: 'sweep' });
  expect(w.ids()).toEqual(['1.0', '0.1', '1.1']);
});

it('hands runs on to the Library, named by what they learned and what is not usual', async () => {
  w.experiments.setKeepRuns(true);
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  expect(w.runs().keep).toBe(true);
  w.experiments.onEvent({ type: 'exam', jobId: w.runs().jobId, exam });
  const settings = w.runs().runs[1]!.settings;
  const numbers = new Float32Array(4);
  w.experiments.onEvent({
    ...{ type: 'kept', jobId: w.runs().jobId, runId: '1.0' },
    vocabulary: { tokens: ['[PAD]', 'b'], doLowerCase: false, stripAccents: false },
    snapshot: {
      state: { parameters: numbers, firstMoment: numbers, secondMoment: numbers, step: 10 },
      settings,
      changed: [],
      exam: {
        ...{ id: 'e', blanks: 2, loss: 1, accuracy: 0.5, knowsNothing: 4, knowsFrequencies: 3 },
        ...{ losses: Float32Array.of(1, 1), right: Uint8Array.of(1, 0) },
        groups: Uint32Array.of(0, 0),
      },
    },
  });
  await w.settle();
  const [saved] = w.added;
  expect(saved?.name).toBe('Your own grammar · mask ratio 40 % · 50 sentences');
  expect(saved).toMatchObject({ step: 10, bytes: 48, floors, settings });
  expect(saved?.text.grammar).toBe(plan.grammar);
  // It learned from fewer sentences than the playground would go on with.
  expect(saved?.closed).toMatch(/only 50 sentences/);
});

it('hears nothing of runs that were stopped', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  const { jobId } = w.runs();
  w.experiments.stop();
  const before = w.state();
  const problem = { kind: 'worker', what: 'No.', why: 'So.', advice: 'Go.' } as const;
  w.experiments.onEvent({ type: 'phase', jobId, phase: 'Timing' });
  w.experiments.onEvent({ type: 'problem', jobId, problem });
  w.done('0.0', { ...w.runs(), jobId });
  expect(w.state()).toBe(before);
});

it('shows a problem of its runs, which ends them; Run goes on with what is left', async () => {
  w.experiments.runPlan('sweep', plan);
  w.experiments.runPlan('next', plan);
  await w.settle();
  const problem = { kind: 'worker', what: 'No.', why: 'So.', advice: 'Go.' } as const;
  w.experiments.onEvent({ type: 'problem', jobId: w.runs().jobId, problem });
  expect(w.state()).toMatchObject({ problem, running: undefined, phase: undefined });
  expect(w.state().queue.map((q) => q.experimentId)).toEqual(['next']);
  w.experiments.runPlan('sweep', plan);
  expect(w.state().problem).toBeUndefined();
  expect(w.state().running).toMatchObject({ experimentId: 'sweep' });
});

it('begins with the first language, or with what a link names', async () => {
  w.experiments.takeLink({ languageId: 'cases', maxSteps: 300 });
  expect(w.asked).toEqual([]);
  await w.experiments.open();
  expect(w.state()).toMatchObject({ opening: { id: 'cases' }, maxSteps: 300 });
  await w.experiments.open(); // once
  expect(w.asked.filter(({ type }) => type === 'language')).toHaveLength(1);
  w.experiments.takeLink({ languageId: 'clue', scope: 'telling' });
  await expect.poll(() => w.state().opening?.id).toBe('clue');
  expect(w.state().scope).toBe('telling');
  w.experiments.setScope('all');
  w.experiments.setMaxSteps(500);
  w.experiments.takeLink({ languageId: 'clue' }); // it is being opened
  expect(w.state()).toMatchObject({ scope: 'all', maxSteps: 500 });
  // There is no grammar of one's own to begin with.
  w = testExperiments();
  w.experiments.takeLink({ languageId: 'own' });
  await w.experiments.open();
  expect(w.state().opening?.id).toBe('agreement');
});

it('says once that results cannot be written', async () => {
  w.experiments.runPlan('sweep', plan);
  await w.settle();
  w.done('0.0');
  w.done('1.0');
  await w.settle();
  expect(w.said.filter((notice) => notice.includes('could not store the results'))).toHaveLength(1);
});

it('trains on the backend that is chosen, and asks for a probe where one measures', async () => {
  w.experiments.runPlan('sweep', { ...plan, metric: 'probe' });
  await w.settle();
  expect(w.runs().probe).toBe(true);
  expect(w.runs().runs[0]!.settings).toMatchObject({ backend: 'auto', maxSteps: 10, seed: 1 });
  w.experiments.runPlan('all done', plan);
  for (const id of w.ids()) w.done(id);
  await w.settle();
  expect(w.runs().probe).toBe(false);
  for (const id of w.ids()) w.done(id);
  // With nothing left to run it is done at once.
  w.experiments.runPlan('all done', plan);
  await w.settle();
  expect(w.state().running).toBeUndefined();
});
