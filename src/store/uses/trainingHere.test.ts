import { expect, it } from 'vitest';
import type { UsesWorker } from '../../client/uses';
import { testApp } from '../testApp';
import { createUsesSession } from './session';
import { stateOf } from './state';
import { fakeUses } from './testUses';

function world(actions: Partial<UsesWorker> = {}) {
  const w = testApp();
  const { worker, asked } = fakeUses(actions);
  const session = createUsesSession(w.app, worker);
  return { ...w, session, asked, here: () => stateOf(session.store.getState(), 'reply').here };
}

/** A training that has come to its 40th step, and ends when it is stopped. */
function halfWay(): Pick<UsesWorker, 'train' | 'stop'> & { seeds: number[] } {
  let end = () => {};
  const seeds: number[] = [];
  return {
    seeds,
    train: ({ seed }, onTraining) => {
      seeds.push(seed);
      onTraining({
        ...{ type: 'training', id: 1, step: 40, of: 100, backend: 'wasm', stepsPerSecond: 50 },
        ...{ points: [{ step: 40, loss: 3, gate: 0.2 }], takeOff: null },
      });
      return new Promise((resolve) => {
        end = () => resolve({ type: 'trained', id: 1, step: 40, isWhole: false });
      });
    },
    stop: () => end(),
  };
}

it('tells how the training comes on, and leaves a model that can be asked', async () => {
  const w = world(halfWay());
  const training = w.session.train('reply');
  expect(w.session.store.getState().training).toBe('reply');
  expect(w.state().trainsUse).toBe(true);
  expect(w.here()).toMatchObject({ step: 40, of: 100, points: [{ gate: 0.2 }], isThere: false });
  await w.session.train('classes'); // one at a time
  expect(w.session.store.getState().training).toBe('reply');
  w.session.stop();
  await training;
  expect(w.here()).toMatchObject({ step: 40, isThere: true });
  expect(w.state().trainsUse).toBe(false);
  await w.session.setModel('reply', 'here');
  expect(w.asked.at(-1)?.with).toMatchObject({ model: { kind: 'here' } });
});

it('trains another model each time, and asks the shipped one meanwhile', async () => {
  const half = halfWay();
  const w = world(half);
  const first = w.session.train('reply');
  w.session.stop();
  await first;
  await w.session.setModel('reply', 'here');
  const second = w.session.train('reply');
  expect(stateOf(w.session.store.getState(), 'reply').model).toBe('shipped');
  w.session.stop();
  await second;
  expect(new Set(half.seeds).size).toBe(2);
});

it('gives way to the playground, and says so', async () => {
  const w = world(halfWay());
  const training = w.session.train('reply');
  w.app.run.train();
  await training;
  expect(w.state().trainsUse).toBe(false);
  expect(w.state().notice).toContain('stopped the one in Uses');
});

it('has the experiment rest while it trains, and says so', () => {
  const w = world(halfWay());
  w.app.store.setState((s) => ({
    experiments: { ...s.experiments, running: { kind: 'plan', id: 'x' } as never },
  }));
  void w.session.train('reply');
  expect(w.state().notice).toBe(
    'The experiment is paused while the model of a use trains. You can go on with it in Experiments.',
  );
});

it('says why a training came to nothing', async () => {
  const w = world({ train: () => Promise.reject(new Error('out of memory')) });
  await w.session.train('reply');
  expect(w.here()).toMatchObject({ isThere: false, problem: { why: 'Out of memory.' } });
  expect(w.state().trainsUse).toBe(false);
});
