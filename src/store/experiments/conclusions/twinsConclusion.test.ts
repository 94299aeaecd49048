import { describe, expect, it } from 'vitest';
import type { Context } from '../../../config/settings';
import type { Floors } from '../../../protocol/floors';
import { type TwinProgress, type Twins, twinsConclusion } from './twinsConclusion';

const BLANKS = 1000;
const groups = Uint32Array.from({ length: BLANKS }, (_, i) => i);

/** Right on the first so many of a thousand blanks. */
const first = (count: number) => Uint8Array.from({ length: BLANKS }, (_, i) => Number(i < count));
/** Right on every second blank, and on `more` of the others: as often as a coin falls, unlike the runs above. */
const everySecond = (more = 0) =>
  Uint8Array.from({ length: BLANKS }, (_, i) => Number(i % 2 === 0 || i < 2 * more));

const run = (id: Context, right: Uint8Array | undefined, maxSteps = 1000): TwinProgress => ({
  ...{ id, right, maxSteps, isDiverged: false },
  step: right ? maxSteps : 340,
});
const floorsOf = (left: number, right: number, both: number): Floors => ({
  left: { loss: 1, accuracy: left },
  right: { loss: 1, accuracy: right },
  both: { loss: 1, accuracy: both },
});
const of = (left: Uint8Array, right: Uint8Array, both: Uint8Array, rest: Partial<Twins> = {}) =>
  twinsConclusion({
    runs: [run('left', left), run('right', right), run('both', both)],
    ...{ isTraining: false, groups, floors: undefined, ...rest },
  });

const HINT =
  'This is one run of each, so take it as a hint: from another random start they may come out otherwise.';

describe('the three models', () => {
  it.each<[string, Uint8Array, Uint8Array, Uint8Array, string]>([
    [
      'both sides win',
      ...([first(420), first(640), first(910)] as const),
      'Both sides: 91 % right, after only 64 %, before only 42 %: both sides win, beyond chance.',
    ],
    [
      'both sides win by a little',
      ...([first(800), first(300), first(805)] as const),
      'Both sides: 81 % right, before only 80 %, after only 30 %: both sides win, beyond chance.',
    ],
    [
      'one side suffices',
      ...([first(400), first(650), first(650)] as const),
      'Both sides: 65 % right, after only 65 %, before only 40 %: after only does as well as both sides.',
    ],
    [
      'it does not matter',
      ...([first(500), first(500), first(500)] as const),
      'Both sides: 50 % right, after only 50 %, before only 50 %: one side or both, all do equally well.',
    ],
    [
      'one side is ahead',
      ...([first(300), first(640), first(500)] as const),
      'Both sides: 50 % right, after only 64 %, before only 30 %: after only is ahead, beyond chance.',
    ],
    [
      'two are too close to tell',
      ...([first(100), first(500), everySecond(10)] as const),
      'Both sides: 51 % right, after only 50 %, before only 10 %: before only falls behind, but between the other two it is too close to tell.',
    ],
    [
      'all are too close to tell',
      ...([first(495), first(500), everySecond(5)] as const),
      'Both sides: 50.5 % right, after only 50.0 %, before only 49.5 %: too close to tell.',
    ],
  ])('say that %s', (_, left, right, both, outcome) => {
    const said = of(left, right, both);
    expect(said.outcome).toBe(outcome);
    expect(said.basis).toMatch(
      /points (more|fewer) with both sides than with (before|after) only \(/,
    );
    expect(said.basis.endsWith(HINT)).toBe(true);
  });

  it('give the margin with its interval', () => {
    expect(of(first(420), first(640), first(910)).basis).toMatch(
      /^27\.0 points more with both sides than with after only \(2[345]\.\d to 29\.\d\)\. This is/,
    );
    expect(of(first(300), first(640), first(500)).basis).toMatch(
      /^14\.0 points fewer with both sides than with after only \(−1[567]\.\d to −1[12]\.\d\)/,
    );
  });

  it('say what would help', () => {
    const close = (rest: Partial<Twins>) => of(first(100), first(500), everySecond(10), rest).basis;
    expect(close({})).toContain('A longer text may part them.');
    expect(close({ floors: floorsOf(0.1, 0.6, 0.9) })).toContain('More steps may part them.');
    expect(close({ floors: floorsOf(0.1, 0.6, 0.616) })).toContain(
      'On this exam both sides can expect only 1.6 points more than after only.',
    );
    const long = [
      run('left', first(100), 10_000),
      run('right', first(500), 10_000),
      run('both', everySecond(10), 10_000),
    ];
    expect(close({ runs: long, floors: floorsOf(0.1, 0.6, 0.9) })).toContain(
      'Several seeds may part them',
    );
    const behind = of(first(300), first(640), first(500), { floors: floorsOf(0.3, 0.65, 0.96) });
    expect(behind.basis).toContain('At best it can expect 96 %. More steps may turn this round.');
  });

  it('say why there is no answer', () => {
    const [left, right, both] = [
      run('left', first(5)),
      run('right', undefined),
      run('both', undefined),
    ];
    const twins: Twins = { runs: [], isTraining: false, groups, floors: undefined };
    const outcome = (rest: Partial<Twins>) => twinsConclusion({ ...twins, ...rest }).outcome;
    expect(outcome({})).toBe('Do both sides matter? Train all three to find out.');
    expect(outcome({ runs: [left, right, both], isTraining: true })).toBe(
      'Do both sides matter? The answer comes once all three have finished.',
    );
    expect(outcome({ runs: [left, right, { ...both, step: 12 }] })).toBe(
      'No answer yet: training was stopped at step 12 of 1\u202f000.',
    );
    expect(outcome({ runs: [left, { ...right, isDiverged: true }, both] })).toBe(
      'No answer: after only ended early, because its loss was no longer a number.',
    );
    const none = new Uint8Array(0);
    const empty = (['left', 'right', 'both'] as const).map((id) => run(id, none));
    expect(outcome({ runs: empty })).toBe('No answer: this exam has no blanks.');
  });
});
