import { expect, it } from 'vitest';
import { nextExam } from '../config/moments';
import type { Settings } from '../config/settings';
import { testSession } from './testSession';

/** Held-out losses that fall to 2 at step 20, and rise again. */
const valley = (step: number) => 2 + Math.abs(step - 20) / 10;

const begin = (changed: Partial<Settings> = {}, options: Parameters<typeof testSession>[1] = {}) =>
  testSession({ maxSteps: 50, ...changed }, { keepsBest: true, examLoss: valley, ...options });

/** What the page was told last: the step of the model, and that of the state that lies aside. */
const told = (t: ReturnType<typeof begin>) => {
  const { step, aside } = t.metrics.at(-1)!;
  return [step, aside];
};

it('ends at its best step, and can go to its last one and back', async () => {
  const t = begin();
  await t.session.start();
  expect(t.states).toEqual(['running', 'done']);
  expect(t.model.step).toBe(20);
  expect(told(t)).toEqual([20, 50]);
  // Every step of the course is told, the later ones too.
  expect(t.points().at(-1)?.step).toBe(50);
  expect(t.evals().map(({ step }) => step)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
  expect(t.at('aside')).toEqual([5, 10, 15, 20]); // only better ones

  await t.session.goTo(50);
  expect(told(t)).toEqual([50, 20]);
  expect(t.states).toEqual(['running', 'done', 'done']);
  await t.session.goTo(20);
  expect(told(t)).toEqual([20, 50]);
  await t.session.goTo(35); // lies nowhere
  expect(t.at('swap')).toEqual([20, 50, 20]);
});

it('is kept as it stands, with the exam of that step, without another sitting', async () => {
  const t = begin();
  await t.session.start();
  const sittings = t.at('exam').length;
  const best = (await t.session.keep())!;
  expect([best.state.step, best.result.loss]).toEqual([20, 2]);
  await t.session.goTo(50);
  const last = (await t.session.keep())!;
  expect([last.state.step, last.result.loss]).toEqual([50, 5]);
  expect(t.at('exam')).toHaveLength(sittings);
});

it('stays at its last step where that is the best, as good, or wanted', async () => {
  const ends: [Partial<Settings>, (step: number) => number][] = [
    [{}, (step) => 9 - step / 10],
    // A difference that does not show in two decimals.
    [{}, (step) => (step === 20 ? 2 : 2.009)],
    [{ loadBestModelAtEnd: false }, valley],
  ];
  for (const [changed, examLoss] of ends) {
    const t = begin(changed, { examLoss });
    await t.session.start();
    expect([t.model.step, t.at('swap')]).toEqual([50, []]);
  }
  const t = begin({ loadBestModelAtEnd: false });
  await t.session.start();
  expect(told(t)).toEqual([50, 20]); // the best lies there
});

it('never goes back to step 0, where nothing was learned', async () => {
  const t = begin({}, { examLoss: (step) => 2 + step / 10 });
  await t.session.start();
  expect(told(t)).toEqual([5, 50]);
});

it('of an experiment keeps no state, sits the usual exams and ends at its last step', async () => {
  const t = begin({ maxSteps: 1000 }, { keepsBest: false });
  await t.session.start();
  expect(told(t)).toEqual([1000, undefined]);
  expect(t.at('aside')).toEqual([]);
  expect(t.at('exam')).toEqual(Array.from({ length: 41 }, (_, i) => 25 * i));
});

it('without an exam has no best', async () => {
  const t = begin({}, { examBlanks: 0 });
  await t.session.start();
  expect(told(t)).toEqual([50, undefined]);
});

it('sits the exam more often early on, at steps that only its settings decide', async () => {
  const t = begin({ maxSteps: 1000 });
  await t.session.start();
  const due = [0];
  while (due.at(-1)! < 1000) due.push(nextExam(due.at(-1)!, 1000));
  expect(t.at('exam')).toEqual(due);
});

it('trains on from its best step, which is then the best so far', async () => {
  const t = begin();
  await t.session.start();
  const before = t.log.length;
  t.session.update({ ...t.settings, maxSteps: 80 });
  await t.session.start();
  expect(t.log.slice(before)).not.toContain('exam@20 both'); // it is known
  expect(t.log.slice(before).indexOf('aside@20')).toBe(0);
  const later = t.points().slice(50);
  expect(later.map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => 21 + i));
  expect(told(t)).toEqual([20, 80]);
});

it('trains on from its last step where it was sent there, and still knows its best', async () => {
  const t = begin();
  await t.session.start();
  await t.session.goTo(50);
  t.session.update({ ...t.settings, maxSteps: 60 });
  await t.session.start();
  expect(told(t)).toEqual([20, 60]);
});

it('paused goes back when asked, and one step later the best lies behind it', async () => {
  const t = begin({ maxSteps: 1000 });
  for (let i = 0; i < 23; i++) await t.session.step();
  expect(told(t)).toEqual([23, 20]);
  await t.session.goTo(20);
  expect([told(t), t.states.at(-1)]).toEqual([[20, 23], 'paused']);
  await t.session.step();
  expect(told(t)).toEqual([21, 20]);
});

it('is not moved while it trains', async () => {
  const t = begin({ maxSteps: 1000 });
  const running = t.session.start();
  await t.reach(25);
  void t.session.goTo(20);
  await t.reach(26);
  t.session.pause();
  await running;
  expect(t.at('swap')).toEqual([]);
  expect(t.model.step).toBeGreaterThanOrEqual(26);
});

it('taken up again is examined first: what it was is the best so far', async () => {
  const t = begin({ maxSteps: 50 }, { step: 33 });
  await t.session.start();
  expect(t.at('exam')).toEqual([33, 35, 40, 45, 50]);
  expect(told(t)).toEqual([33, 50]);
});

it('compares no losses of two contexts', async () => {
  const t = begin();
  const running = t.session.start();
  await t.reach(26);
  t.session.update({ ...t.settings, context: 'left' });
  await running;
  // Of the exams that were sat with the words before only, the first was the best.
  const left = t.evals().filter(({ context }) => context === 'left');
  expect(told(t)).toEqual([left[0]!.step, 50]);
});

it('drops a best step that a loss that was no number took it back behind', async () => {
  let broken = true;
  const t = begin({}, { losses: (step) => (broken && step === 21 ? Number.NaN : 1) });
  await t.session.start();
  const { step } = t.model;
  expect(step).toBeLessThan(20);
  expect(told(t)).toEqual([step, undefined]);
  broken = false;
  await t.session.start();
  expect(told(t)).toEqual([20, 50]);
});

it('keeps an earlier best step through a loss that was no number', async () => {
  const t = begin({}, { losses: (step) => (step === 43 ? Number.NaN : 1) });
  await t.session.start();
  const { step } = t.model;
  expect(told(t)).toEqual([step, 20]);
  await t.session.goTo(20);
  expect(told(t)).toEqual([20, step]);
});
