import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UsesFailure, type UsesWorker } from '../../client/uses';
import type { Answer, UseField } from '../../protocol/uses';
import { createApp } from '../app';
import { createUsesSession } from './session';
import { stateOf } from './state';
import { answerTo, fakeUses, REPLY } from './testUses';

const LINE = REPLY.fields[0] as UseField;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function world(actions: Partial<UsesWorker> = {}) {
  const { worker, asked } = fakeUses(actions);
  const session = createUsesSession(createApp(), worker);
  return {
    session,
    of: (use = 'reply') => stateOf(session.store.getState(), use),
    said: () => asked.filter(({ what }) => what === 'play').map(({ with: r }) => saidIn(r)),
    asked,
  };
}

const saidIn = (request: unknown) => (request as { values: { said: string } }).values.said;

/** Plays that are answered when a test says so, in any order. */
function held() {
  const answers: ((answer: Answer) => void)[] = [];
  const play = () => new Promise<Answer>((resolve) => answers.push(resolve));
  return { play, answers };
}

it('opens with an example that is asked at once, and with what was measured', async () => {
  const w = world();
  await w.session.visit('reply');
  expect(w.said()).toEqual(['My kettle leaks. Can you come today?']);
  expect(w.of()).toMatchObject({ next: 1, asking: undefined, results: { of: { measured: [{}] } } });
  expect(w.of().answer?.values).toBe(w.of().values);
  await w.session.visit('reply'); // its answer is there
  expect(w.said()).toHaveLength(1);
});

it('asks about a line once nothing is typed for a while, about the last of it only', async () => {
  const w = world();
  for (const text of ['M', 'My', 'My cup']) {
    w.session.edit('reply', LINE, text);
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(w.said()).toEqual([]);
  await vi.advanceTimersByTimeAsync(50);
  expect(w.said()).toEqual(['My cup']);
});

it('asks a choice at once, and longer texts only by Ask', async () => {
  const w = world();
  await w.session.visit('classes');
  const before = w.said().length;
  w.session.edit('classes', { id: 'how', kind: 'choice' }, 'cloze');
  await vi.advanceTimersByTimeAsync(0);
  expect(w.said()).toHaveLength(before + 1);
  w.session.edit('classes', { id: 'rows', kind: 'table' }, 'a,b');
  await vi.advanceTimersByTimeAsync(1000);
  expect(w.said()).toHaveLength(before + 1);
});

it('shows the newest answer only, whenever an older one comes', async () => {
  const { play, answers } = held();
  const w = world({ play });
  w.session.edit('reply', LINE, 'first');
  const first = w.session.ask('reply');
  await vi.advanceTimersByTimeAsync(0);
  w.session.edit('reply', LINE, 'second');
  void w.session.ask('reply');
  await vi.advanceTimersByTimeAsync(0);
  answers[0]!(answerTo('first'));
  await first;
  expect(w.of()).toMatchObject({ answer: undefined, asking: {} });
  answers[1]!(answerTo('second'));
  await vi.advanceTimersByTimeAsync(0);
  expect(w.of().answer?.values).toEqual({ said: 'second' });
  expect(w.of().asking).toBeUndefined();
});

it('no longer waits for one use once another is asked', async () => {
  const { play } = held();
  const w = world({ play });
  w.session.edit('reply', LINE, 'first');
  void w.session.ask('reply');
  expect(w.of().asking).toBeDefined();
  void w.session.another('write');
  expect(w.of().asking).toBeUndefined();
  expect(w.of('write').asking).toBeDefined();
});

it('keeps what was typed, and the old answer, where there is none for it', async () => {
  const w = world();
  await w.session.visit('reply');
  const { answer } = w.of();
  w.session.edit('reply', LINE, '');
  await w.session.ask('reply');
  expect(w.of()).toMatchObject({ values: { said: '' }, asking: undefined, problem: { why: '' } });
  expect(w.of().answer).toBe(answer);
  w.session.edit('reply', LINE, 'A cup');
  await w.session.ask('reply');
  expect(w.of().problem).toBeUndefined();
});

it('keeps what was typed about one text while another model is asked about another', async () => {
  const w = world();
  await w.session.visit('classes');
  w.session.edit('classes', { id: 'rows', kind: 'table' }, 'mine,good');
  await w.session.setModel('classes', 'starter en'); // the playground has no text yet
  expect(w.of('classes').problem?.why).toBe('The playground has no text.');
  expect(w.of('classes').values?.rows).toBe('mine,good');
  await w.session.setModel('classes', 'shipped');
  expect(w.of('classes')).toMatchObject({ model: 'shipped', values: { rows: 'mine,good' } });
});

it('tells how far a long answer has come', async () => {
  let tell: (fraction: number) => void = () => {};
  const w = world({
    play: (_, onProgress) => {
      tell = onProgress;
      return new Promise(() => {});
    },
  });
  w.session.edit('reply', LINE, 'x');
  void w.session.ask('reply');
  await vi.advanceTimersByTimeAsync(0);
  tell(0.4);
  expect(w.of().asking).toEqual({ fraction: 0.4 });
  void w.session.another('reply');
  tell(0.6); // of the one before
  expect(w.of().asking).toEqual({ fraction: undefined });
});

it('asks for the list again after it could not be had', async () => {
  let works = false;
  const problem = { kind: 'worker', what: 'It stopped.', why: 'x.', advice: 'y.' } as const;
  const w = world({
    list: async () => {
      if (!works) throw new UsesFailure(problem);
      return [REPLY];
    },
  });
  await w.session.open();
  expect(w.session.store.getState()).toMatchObject({ list: undefined, problem });
  works = true;
  await w.session.open();
  expect(w.session.store.getState()).toMatchObject({ list: [REPLY], problem: undefined });
});
