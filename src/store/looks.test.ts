import { expect, it } from 'vitest';
import { testApp } from './testApp';

const QUESTION = { inputIds: Int32Array.of(2, 4, 3), blanks: [1] };
const READING = { step: 5, context: 'both' as const, guesses: [[]], exact: undefined };

function ready() {
  const w = testApp();
  w.app.text.takeCopy('Your text', 'A cat.');
  w.prepared();
  w.loaded();
  return w;
}

it('asks the present model, and gives each answer to who asked for it', async () => {
  const w = ready();
  const first = w.app.looks.ask([QUESTION]);
  const second = w.app.looks.ask([QUESTION, QUESTION]);
  const [a, b] = w.trainer.of('looks');
  expect([a!.looks.length, b!.looks.length]).toEqual([1, 2]);
  const { runId } = w.state().run;
  const say = (requestId: number, step: number) =>
    w.trainer.say({ type: 'readings', runId, requestId, readings: [{ ...READING, step }] });
  say(b!.requestId, 7);
  say(a!.requestId, 6);
  expect((await first)[0]!.step).toBe(6);
  expect((await second)[0]!.step).toBe(7);
});

it('says so where there is no model, and where it goes before it has answered', async () => {
  const w = testApp();
  await expect(w.app.looks.ask([QUESTION])).rejects.toThrow('gone');
  const other = ready();
  const asked = other.app.looks.ask([QUESTION]);
  other.app.run.reset();
  await expect(asked).rejects.toThrow('gone');
});
