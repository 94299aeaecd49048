import { beforeEach, describe, expect, it } from 'vitest';
import { PAPERS, planOf } from '../config/papers';
import type { ExperimentResult } from '../protocol/experiments';
import { type ExperimentRecord, emptyRecord } from '../storage/experiments';
import { stubLocalStorage } from '../storage/testLocalStorage';
import { savedRun, stateOf } from '../storage/testRuns';
import type { AppState } from '../store/app';
import type { ExperimentsState } from '../store/experiments/state';
import { EXAM, RESULT } from '../store/experiments/testLanguage';
import type { Notes } from '../store/lessons/state';
import type { EarlierRun } from '../store/playground/again/state';
import { type TestApp, testApp } from '../store/testApp';
import { howMany } from './howMany';

const PLAN = planOf(PAPERS.find(({ id }) => id === 'ratio')!);
const BLANKS = 200;

let w: TestApp;
beforeEach(() => {
  stubLocalStorage();
  w = testApp();
  w.app.text.takeCopy('Your text', 'A cat.');
  w.prepared();
  w.loaded();
});

const step = (id: string) => howMany.steps.find((one) => one.id === id)!;
const withExperiments = (change: Partial<ExperimentsState>): AppState => {
  const state = w.state();
  return { ...state, experiments: { ...state.experiments, ...change } };
};

/** So many of the blanks right. */
const result = (share: number): ExperimentResult => ({
  ...RESULT,
  ...{ accuracy: share, losses: new Float32Array(BLANKS) },
  right: Uint8Array.from({ length: BLANKS }, (_, i) => Number(i < share * BLANKS)),
});

/** Seeds of all arms, in the plan's order: 40, 15 and 80 %. */
function recordOf(seeds: number, [many, few, most] = [0.6, 0.5, 0.4]): ExperimentRecord {
  const results: Record<string, ExperimentResult> = {};
  for (let seed = 0; seed < seeds; seed++) {
    results[`0.${seed}`] = result(many!);
    results[`1.${seed}`] = result(few!);
    results[`2.${seed}`] = result(most!);
  }
  const groups = Uint32Array.from({ length: BLANKS }, (_, i) => i);
  const exam = { ...EXAM, groups, telling: new Uint8Array(BLANKS) };
  return { ...emptyRecord(PLAN), results, exam };
}
const having = (record: ExperimentRecord) => withExperiments({ records: { ratio: record } });
const running = { kind: 'plan', experimentId: 'ratio', plan: PLAN } as const;

describe('the experiment', () => {
  it('has begun once it runs, or all is known', () => {
    const { check, tell } = step('first');
    expect(check(w.state(), {})).toBe(false);
    expect(check(withExperiments({ running: { kind: 'twins' } }), {})).toBe(false);
    expect(check(withExperiments({ running }), {})).toBe(true);
    expect(check(having(recordOf(4)), {})).toBe(false);
    expect(check(having(recordOf(5)), {})).toBe(true);
    expect(tell!(withExperiments({ running }), {})).toMatch(/in the background/);
    expect(tell!(having(recordOf(5)), {})).toMatch(/results are kept/);
  });

  it('has the bet of the lesson as its own, unless results have come to another', () => {
    step('first').onBet!(w.app, '15 %');
    expect(w.state().experiments.bets.ratio).toBe('15 %');
    w.app.store.setState(having(recordOf(1)));
    step('first').onBet!(w.app, '80 %');
    expect(w.state().experiments.bets.ratio).toBe('15 %');
    expect(step('first').covers!({})).toEqual(['papers']);
    expect(step('first').covers!({ first: '15 %' })).toEqual([]);
  });

  it('says how many models are done, and what to press where no more are trained', () => {
    const said = (change: Partial<ExperimentsState>) =>
      step('one').soFar!(withExperiments(change), {});
    const records = { ratio: { ...recordOf(1), diverged: { '0.1': 3 } } };
    expect(said({ running, records })).toBe('4 of 15 models are done.');
    expect(said({ records })).toContain('press *Go on*');
    expect(said({})).toContain('press *Run*');
  });

  it('tells what the first seed came to, once all three models have it', () => {
    const { check, tell } = step('one');
    const { results, ...rest } = recordOf(1);
    const { '2.0': _, ...two } = results;
    expect(check(having({ ...rest, results: two }), {})).toBe(false);
    const seen = check(having(recordOf(1)), {}) as Notes;
    expect(tell!(w.state(), seen)).toBe(
      'With seed 1: 15 % hidden, 50.0 % right; 40 % hidden, 60.0 % right; 80 % hidden, 40.0 % right. Is that enough to be sure?',
    );
    // One that ended early has ended.
    const ended = check(having({ ...rest, results: two, diverged: { '2.0': 3 } }), {}) as Notes;
    expect(ended.oneSeed).toMatch(/80 % hidden, no result/);
  });

  it('tells who has won over all seeds, or that nobody has', () => {
    const { check, tell } = step('second');
    expect(check(having(recordOf(4)), {})).toBe(false);
    const told = (record: ExperimentRecord, made: string) => {
      const state = having(record);
      return tell!(state, { second: made, ...(check(state, {}) as Notes) });
    };
    expect(told(recordOf(5), '40 %')).toMatch(
      /^Yes, here too: 10\.0 points more right .* Your bet: 40 %\. You win\.$/,
    );
    expect(told(recordOf(5, [0.5, 0.6, 0.4]), '40 %')).toMatch(
      /^Not here: .* Your bet: 40 %\. 15 % won\.$/,
    );
    expect(told(recordOf(5, [0.5, 0.5, 0.4]), '15 %')).toMatch(
      /^It cannot be told here: .* Too close to tell whether you win\.$/,
    );
    const lost = recordOf(5);
    const { '0.1': _, ...results } = lost.results;
    expect(told({ ...lost, results, diverged: { '0.1': 7 } }, '40 %')).toMatch(/^No answer/);
  });
});

describe('80 % hidden', () => {
  it('is seen in the playground, without training', () => {
    const { begin, check, tell } = step('aloud');
    w.app.settings.change({ mlmProbability: 0.9, maskStrategy: 'hand' });
    w.app.show('experiments');
    begin!(w.app);
    expect(w.state()).toMatchObject({ part: 'playground', textView: 'masked' });
    expect(w.state().settings).toMatchObject({ mlmProbability: 0.15, maskStrategy: 'token' });
    expect(check(w.state(), {})).toBe(false);
    w.app.settings.change({ mlmProbability: 0.79 });
    expect(check(w.state(), {})).toBe(false);
    w.app.settings.change({ mlmProbability: 0.85 });
    const seen = check(w.state(), {}) as Notes;
    expect(tell!(w.state(), seen)).toMatch(/85 are questions and 15 are left as hints/);
  });
});

describe('two runs on a text', () => {
  /** The present run with these blanks right, after one with 15 % that had every second one. */
  function pair(right: Uint8Array, present = 0.4, earlier = 0.15): AppState {
    const saved = savedRun('x', { settings: { mlmProbability: earlier } });
    const { source, settings, run, again } = w.state();
    const prepared = run.loaded!.prepared;
    const half = Uint8Array.from({ length: 60 }, (_, i) => i % 2);
    const put: EarlierRun = {
      ...{ saved: { ...saved, exam: { ...saved.exam, right: half, accuracy: 0.5 } }, source },
      ...{ state: stateOf(10), kept: undefined, changes: {}, names: undefined, trip: undefined },
    };
    return {
      ...w.state(),
      again: { ...again, earlier: put },
      run: {
        ...run,
        ...{ status: 'done', step: 10, facts: undefined },
        loaded: { prepared, settings: { ...settings, mlmProbability: present } },
        evals: [{ step: 10, loss: 1, accuracy: 0.5, context: 'both' }],
        sittings: [{ step: 10, right, losses: new Float32Array(60) }],
      },
    };
  }
  const all = (value: number) => new Uint8Array(60).fill(value);
  const told = (right: Uint8Array) => {
    const state = pair(right);
    return step('text').tell!(state, step('text').check(state, {}) as Notes);
  };

  it('are compared once both have ended', () => {
    const { check } = step('text');
    expect(check(w.state(), {})).toBe(false);
    expect(check(pair(all(1), 0.8), {})).toBe(false);
    expect(check(pair(all(1), 0.4, 0.4), {})).toBe(false);
    const state = pair(all(1));
    expect(check({ ...state, run: { ...state.run, status: 'running' } }, {})).toBe(false);
    expect(told(all(1))).toMatch(
      /^On \*Your text\*: 50 % right with 15 % hidden, 100 % with 40 %: 40 % did better, by 50\.0 points \(.*a hint, not an answer\.$/,
    );
    expect(told(all(0))).toMatch(/15 % did better, by 50\.0 points/);
    expect(told(Uint8Array.from({ length: 60 }, (_, i) => (i + 1) % 2))).toMatch(
      /50 % with 40 %: that is too close to tell/,
    );
  });
});

describe('what it came to', () => {
  it('has words for what was skipped and for what was seen', () => {
    expect(howMany.verdict({})).toEqual([expect.stringMatching(/has not ended/)]);
    const seen = { found: 'Yes.', basis: 'Over five seeds.', first: '15 %' };
    expect(howMany.verdict({ ...seen, second: '40 %' })).toEqual([
      'Yes. Over five seeds.',
      'You bet on 15 % at first, and on 40 % after one seed.',
    ]);
    expect(howMany.verdict({ ...seen, second: '15 %' })[1]).toMatch(/stayed with it/);
    const text = { few: 0.4, many: 0.5, low: 0.05, high: 0.15, text: 'a text' };
    expect(howMany.verdict({ ...seen, ...text })[1]).toMatch(/^On a text: 40 % right/);
  });
});
