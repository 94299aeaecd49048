import { expect, it } from 'vitest';
import type { UsesEvent, UsesRequest } from '../protocol/uses';
import { createUsesWorker, UsesFailure } from './uses';
import type { Death } from './workers';

function world() {
  const asked: UsesRequest[] = [];
  let say: (event: UsesEvent) => void = () => {};
  let die: (death: Death) => void = () => {};
  const worker = createUsesWorker((onEvent, onDeath) => {
    say = onEvent;
    die = onDeath;
    return { post: (request) => void asked.push(request) };
  });
  return {
    worker,
    asked,
    say: (event: UsesEvent) => say(event),
    die: (death: Death) => die(death),
  };
}

const PLAY = { use: 'reply', model: { kind: 'shipped' }, backend: 'auto', values: {} } as const;
const answer = (milliseconds: number) => ({ blocks: [], milliseconds });

it('gives each question its own answer, in whatever order they come', async () => {
  const w = world();
  const fractions: number[] = [];
  const first = w.worker.play(PLAY, (f) => fractions.push(f));
  const second = w.worker.play(PLAY, () => fractions.push(-1));
  const [a, b] = w.asked as { id: number }[];
  w.say({ type: 'progress', id: a!.id, fraction: 0.5 });
  w.say({ type: 'played', id: b!.id, answer: answer(2) });
  w.say({ type: 'played', id: a!.id, answer: answer(1) });
  expect([await first, await second]).toEqual([answer(1), answer(2)]);
  expect(fractions).toEqual([0.5]);
});

it('tells of a use without results', async () => {
  const w = world();
  const results = w.worker.results('reply');
  w.say({ type: 'results', id: 1, results: undefined });
  expect(await results).toBeUndefined();
});

it('fails with what the worker says is wrong', async () => {
  const w = world();
  const list = w.worker.list();
  const problem = { kind: 'worker', what: 'No.', why: 'So.', advice: 'Wait.' } as const;
  w.say({ type: 'failed', id: 1, problem });
  await expect(list).rejects.toEqual(new UsesFailure(problem));
});

it('fails all that waits when the worker dies, and goes on with the next one', async () => {
  const w = world();
  const both = [w.worker.list(), w.worker.results('reply')];
  w.die({ reason: 'out of memory', atStart: false });
  for (const one of both) {
    await expect(one).rejects.toMatchObject({ problem: { kind: 'worker', why: 'out of memory.' } });
  }
  const list = w.worker.list();
  w.say({ type: 'listed', id: 3, uses: [] });
  expect(await list).toEqual([]);
});
