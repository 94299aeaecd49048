import { expect, it } from 'vitest';
import { LOOK, testSession } from './testSession';

it('sits the exam, answers looks and says why it trains no more, where there is only room to look', async () => {
  const s = testSession({}, { onlyLooks: 'training would take 7 GB' });
  await s.session.look(LOOK);
  expect(s.views).toHaveLength(1);
  for (const train of [s.session.start, s.session.step]) {
    await train();
    expect(s.model.step).toBe(0);
    expect(s.states.slice(-2)).toEqual(['running', 'paused']);
    expect(s.evals().map(({ step, loss }) => [step, loss])).toEqual([[0, 2]]);
    expect(s.problems.at(-1)).toMatchObject({
      what: 'This model can be looked at here, but not trained.',
      why: 'Training would take 7 GB.',
    });
  }
});

it('asks only as many tokens as a sentence has, of a model that takes any length', async () => {
  const lengths = async (anyLength: boolean) => {
    const s = testSession({}, { anyLength });
    const asked: number[] = [];
    const { infer } = s.model;
    s.model.infer = (batch, ...rest) => {
      asked.push(batch.sequenceLength);
      return infer(batch, ...rest);
    };
    await s.session.look(LOOK);
    return asked;
  };
  expect(await lengths(true)).toEqual([4]);
  expect(await lengths(false)).toEqual([32]);
});
