import { describe, expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Context } from '../config/settings';
import type { ExperimentSpecimen } from '../protocol/experiments';
import type { AppState } from '../store/app';
import { type ExperimentRunView, type ExperimentsState, viewOf } from '../store/experiments/state';
import { LANGUAGE, RESULT } from '../store/experiments/testLanguage';
import type { Notes } from '../store/lessons/state';
import { testApp } from '../store/testApp';
import { bothSides } from './bothSides';

const TOKENS = ['is', 'are', 'hot'];
const guesses = (...probabilities: readonly number[]) =>
  probabilities.map((probability, id) => ({ id, probability }));

const specimen = (exact: ExperimentSpecimen['exact']): ExperimentSpecimen => ({
  ...{ before: 'these ', after: ' hot', inputIds: Int32Array.of(2, 4, 3), blank: 2, answer: 1 },
  exact,
});
/** Open from either side, solved by both. */
const OPEN = specimen({ left: guesses(0.3), right: guesses(0.5, 0.5), both: guesses(1) });

function stateWith(experiments: Partial<ExperimentsState> = {}): AppState {
  const state = testApp().state();
  const language = { ...LANGUAGE, tokens: TOKENS, specimens: [OPEN, OPEN, OPEN] };
  return { ...state, experiments: { ...state.experiments, language, ...experiments } };
}

const twin = (context: Context, change: Partial<ExperimentRunView> = {}): ExperimentRunView => ({
  ...viewOf({ id: context, settings: { ...EXPERIMENT_SETTINGS, context } }),
  ...{ step: 1000, result: RESULT },
  ...change,
});
const twins = (right: Partial<ExperimentRunView> = {}) => [
  twin('left'),
  twin('right', right),
  twin('both'),
];
const guessed = (divergence: number | undefined, at = { specimen: 2, step: 1000 }) => ({
  guess: { ...at, guesses: guesses(0.52, 0.46), answer: undefined, divergence },
});

const step = (id: string) => bothSides.steps.find((one) => one.id === id)!;
const tell = (id: string, notes: Notes) => step(id).tell!(stateWith(), notes);

describe('a guess from one half', () => {
  it('is set beside the word that stood there', () => {
    const seen = step('left').check(stateWith(), { left: 'were' }) as Notes;
    expect(tell('left', { left: 'were', ...seen })).toBe('You said *were*. The word is *are*.');
    expect(tell('left', { left: 'Are', ...seen })).toBe('You said *Are*, and that is the word.');
    expect(tell('left', seen)).toBe('The word is *are*.');
    expect(tell('left', {})).toBeUndefined();
  });

  it('hides what would give it away, and keeps the truth hidden for the steps that follow', () => {
    expect(step('left').covers!({})).toEqual(['exact', 'guesses', 'fromRight', 'fromBoth']);
    expect(step('right').covers!({})).toEqual(['exact', 'guesses', 'fromLeft', 'fromBoth']);
    expect(step('right').coversAfter).toContain('exact');
    expect(step('whole').covers!({ whole: 'are' })).toEqual(['exact']);
    expect(step('whole').coversAfter).toEqual(['exact']);
  });

  it('says how long the training still takes, by its speed on this machine', () => {
    const running = { kind: 'twins' } as const;
    // A tenth of the steps took 4 s, so the rest takes 36 s.
    const runs = twins().map((run) => {
      const settings = { ...run.settings, maxSteps: 1000 };
      return { ...run, settings, step: 100, seconds: 4, result: undefined };
    });
    const soFar = (state: AppState) => step('whole').soFar!(state, {});
    expect(soFar(stateWith({ running, twins: runs }))).toBe('About 40 s left.');
    expect(soFar(stateWith({ twins: twins() }))).toBeUndefined();
    expect(step('pupil').covers!({})).toEqual(['exact']);
    expect(step('pupil').covers!({ pupil: 'poor' })).toEqual([]);
  });
});

describe('the whole line', () => {
  it('is done once all three models have ended', () => {
    const { check } = step('whole');
    expect(check(stateWith(), {})).toBe(false);
    expect(check(stateWith({ twins: twins(), running: { kind: 'twins' } }), {})).toBe(false);
    expect(check(stateWith({ twins: twins({ result: undefined }) }), {})).toBe(false);
    const seen = check(stateWith({ twins: twins() }), {}) as Notes;
    expect(seen.outcome).toMatch(/^Both sides: /);
    expect(tell('whole', { whole: 'are', ...seen })).toBe(
      `You said *are*, and that is the word. ${seen.outcome}`,
    );
    const lost = twins({ result: undefined, isDiverged: true });
    expect(check(stateWith({ twins: lost }), {})).toMatchObject({
      outcome: expect.stringMatching(/^No answer/),
    });
  });
});

describe('a poor pupil', () => {
  const at = (right: Partial<ExperimentRunView>) =>
    step('pupil').check(stateWith({ twins: twins(right), specimen: 2 }), {});

  it('is judged by the distance from the exact probabilities, once its last guess is there', () => {
    expect(at({})).toBe(false);
    expect(at(guessed(0.02, { specimen: 1, step: 1000 }))).toBe(false);
    expect(at(guessed(0.02, { specimen: 2, step: 900 }))).toBe(false);
    expect(at(guessed(undefined))).toBe(false);
    expect(at({ ...guessed(0.02), result: undefined })).toBe(false);
    const seen = at(guessed(0.02)) as Notes;
    expect(tell('pupil', seen)).toBe(
      'It says *is* 52 %, *are* 46 %. Exact is *is* 50 %, *are* 50 %. It is 0.02 nats from the exact probabilities. That is not doubt: it is the truth, seen from there.',
    );
    expect(tell('pupil', at(guessed(0.3)) as Notes)).toMatch(/so it is still learning/);
    expect(tell('pupil', {})).toBeUndefined();
  });
});

describe('one side alone', () => {
  const solved = (left: number, right: number) =>
    specimen({ left: guesses(left), right: guesses(right), both: guesses(1) });
  const at = (shown: ExperimentSpecimen, index = 1) => {
    const language = { ...LANGUAGE, tokens: TOKENS, specimens: [shown, shown] };
    return step('one').check(stateWith({ language, specimen: index }), {});
  };

  it('must be found on another line, where one side leaves no doubt', () => {
    expect(at(solved(0.1, 1), 0)).toBe(false);
    expect(at(solved(0.1, 0.98))).toBe(false);
    expect(tell('one', at(solved(0.1, 1)) as Notes)).toBe(
      'It need not be both: the words after alone give *are* away. From the words before alone no word is likelier than 10 %.',
    );
    expect(tell('one', at(solved(1, 0.3)) as Notes)).toMatch(
      /the words before alone give \*are\* away/,
    );
    expect(tell('one', at(solved(1, 1)) as Notes)).toMatch(
      /The words after alone give it away too/,
    );
    expect(tell('one', {})).toBeUndefined();
  });
});

describe('what it came to', () => {
  it('has words for what was skipped and for what was seen', () => {
    expect(bothSides.verdict({})).toEqual([expect.stringMatching(/^You skipped the training/)]);
    const seen = { side: 'right', other: 'left', word: 'cup', otherBest: 0.1 };
    expect(
      bothSides.verdict({ outcome: 'Both sides win.', basis: 'A hint.', distance: 0.2, ...seen }),
    ).toEqual([
      'Both sides win. A hint.',
      expect.stringMatching(/^The model that sees the words after: It is 0.20 nats/),
      expect.stringMatching(/^It need not be both/),
    ]);
  });
});
