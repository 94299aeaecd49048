import { describe, expect, it } from 'vitest';
import { leadOf, pretrainedOf, pretrainingVerdict, verdictWords } from './verdict';

type Range = readonly [mean: number, low: number, high: number];
const SIZE = { blanks: 27, sentences: 3 };
const NONE: Range = [0, -1, 1];

const interval = ([mean, low, high]: Range) => ({ mean, low, high });
const lead = (right: Range, loss: Range) => ({ right: interval(right), loss: interval(loss) });
const words = (right: Range, loss: Range = NONE) => {
  const { outcome, figures } = verdictWords(lead(right, loss), 'mask ratio 40 %', SIZE);
  return `${outcome} ${figures}`;
};

describe('two runs', () => {
  it('differ in the blanks right, beyond chance', () => {
    expect(words([0.171, 0.09, 0.251])).toBe(
      'Mask ratio 40 % did better here: 17 more of 100 blanks right (between 9 and 25).',
    );
    expect(words([-0.05, -0.09, -0.004])).toBe(
      'Mask ratio 40 % did worse here: 5 fewer of 100 blanks right (between 0.4 and 9).',
    );
  });

  it('differ in how sure they are, beyond chance', () => {
    expect(words([0.15, -0.001, 0.38], [2.36, 1.1, 3.52])).toBe(
      'Mask ratio 40 % did better here: with mask ratio 40 % the model is surer of the right words. ' +
        'Its loss is 2.36 nats lower (between 1.10 and 3.52). ' +
        'It had 15 more of 100 blanks right, but 27 blanks from 3 sentences are too few to be sure of that.',
    );
    expect(words([0, -0.1, 0.1], [-0.4, -0.7, -0.1])).toMatch(
      /^Mask ratio 40 % did worse here: .* less sure .* 0\.40 nats higher \(between 0\.10 and 0\.70\)\. It had as many blanks right\.$/,
    );
  });

  it('differ probably, by either measure, where the other does not say the opposite', () => {
    expect(words([0.15, -0.001, 0.38], [1, -3, 5])).toBe(
      'Probably better with mask ratio 40 %: 15 more of 100 blanks right. But 27 blanks from 3 sentences are too few to be sure; a longer text would tell.',
    );
    expect(words([0, -0.1, 0.1], [-0.3, -0.7, 0.1])).toMatch(
      /^Probably worse with mask ratio 40 %: a loss 0\.30 nats higher\. But/,
    );
    expect(words([0.15, -0.001, 0.38], [-0.1, -3, 5])).toMatch(/^No clear difference/);
  });

  it('cannot be told apart', () => {
    expect(words([0.03, -0.06, 0.1])).toBe(
      'No clear difference: 3 more of 100 blanks right with mask ratio 40 %. Luck may do as much in 27 blanks from 3 sentences.',
    );
    expect(words([0, -0.04, 0.04])).toBe(
      'No clear difference: as many blanks right with mask ratio 40 %. A small difference would not show in 27 blanks from 3 sentences.',
    );
  });
});

it('says whether pretraining helped', () => {
  const said = (right: Range, loss: Range = NONE) => pretrainingVerdict(lead(right, loss), SIZE);
  expect(said([0.5, 0.4, 0.6])).toEqual({
    outcome: 'Pretraining helped here:',
    figures: '50 more of 100 blanks right (between 40 and 60).',
  });
  expect(said([0.1, -0.1, 0.3], [2, 1, 3])).toMatchObject({
    outcome: 'Pretraining helped here:',
    figures: expect.stringMatching(/^with pretraining the model is surer/),
  });
  expect(said([-0.5, -0.6, -0.4]).outcome).toBe('Pretraining did not help here:');
  expect(said([0.1, -0.05, 0.3], [2, -1, 3]).outcome).toBe('Probably better with pretraining:');
});

describe('the lead', () => {
  const M = 200;
  const sat = (isRight: (i: number) => boolean, loss: number) => ({
    right: Uint8Array.from({ length: M }, (_, i) => Number(isRight(i))),
    losses: new Float32Array(M).fill(loss),
  });
  const groupsOf = (count: number) => Uint32Array.from({ length: M }, (_, i) => i % count);
  const better = sat((i) => i % 2 === 0, 1);
  const worse = sat((i) => i % 4 === 0, 3);

  it('is of the same blanks, and above 0 for more right and for a lower loss', () => {
    const { right, loss } = leadOf(better, worse, groupsOf(M));
    expect([right.mean, loss.mean]).toEqual([0.25, 2]);
    expect(right.low).toBeGreaterThan(0.15);
    expect(leadOf(worse, better, groupsOf(M)).right.high).toBeLessThan(-0.15);
  });

  it('is less sure over the blanks of a few windows', () => {
    // All that is better stands in one of two windows: nobody knows what a third would bring.
    const half = sat((i) => i < M / 2, 1);
    const halves = Uint32Array.from({ length: M }, (_, i) => Number(i >= M / 2));
    expect(
      leadOf(
        half,
        sat(() => false, 1),
        halves,
      ).right,
    ).toMatchObject({ mean: 0.5, low: -1, high: 1 });
    // In each of three windows it is better. The bootstrap alone would be sure of that.
    const parts = Uint32Array.from({ length: 198 }, (_, i) => i % 3);
    const graded = (_: unknown, i: number) => Number(Math.floor(i / 3) < 2 + 12 * (i % 3));
    const right = Uint8Array.from({ length: 198 }, graded);
    const losses = new Float32Array(198);
    const none = { right: new Uint8Array(198), losses };
    const few = leadOf({ right, losses }, none, parts).right;
    expect(few.mean).toBeCloseTo(42 / 198);
    expect(few.low).toBeLessThan(0);
    // Where three of four were right already, nobody gains more than the fourth.
    const most = sat((i) => i >= M / 2 || i % 2 === 0, 1);
    expect(
      leadOf(
        sat(() => true, 1),
        most,
        halves,
      ).right.high,
    ).toBeCloseTo(0.25);
    const single = leadOf(better, worse, groupsOf(1)).loss;
    expect([single.low, single.high]).toEqual([-Infinity, Infinity]);
  });
});

it('knows which of two runs pretraining is judged by', () => {
  const from = (...[earlier, present]: readonly ('nothing' | 'starter' | 'opened')[]) =>
    pretrainedOf({ beginFrom: earlier! }, { beginFrom: present! });
  expect(from('starter', 'nothing')).toBe('earlier');
  expect(from('opened', 'nothing')).toBe('earlier');
  expect(from('nothing', 'opened')).toBe('present');
  expect(from('starter', 'opened')).toBeUndefined();
  expect(from('nothing', 'nothing')).toBeUndefined();
});
