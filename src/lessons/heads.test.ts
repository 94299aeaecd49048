import { expect, it } from 'vitest';
import type { AppState } from '../store/app';
import type { Notes } from '../store/lessons/state';
import { heads } from './heads';

const [clue, agree, hide, story, seed] = heads.steps;
const NONE = {} as AppState;

/** The sentence “a flock of geese” with its blank, and a head that looks at word `at` from it. */
function looking(at: number, head = 0, blanks = [1]): AppState {
  const words = ['a', 'flock', 'of', 'geese'];
  const T = words.length + 2;
  const attentions = new Float32Array(2 * T * T);
  const row = (h: number) => (h * T + 2) * T;
  attentions[row(head) + at + 1] = 0.9;
  let start = 0;
  const tokens = words.map((word, wordId) => {
    const token = { id: 9, start, end: start + word.length, wordId };
    start = token.end + 1;
    return token;
  });
  return {
    source: { builtIn: 'clue' },
    run: { status: 'done' },
    watch: {
      specimen: { text: words.join(' '), tokens, blanks },
      live: { length: T, layers: 1, heads: 2, attentions },
      head: { layer: 0, head },
    },
  } as unknown as AppState;
}

it('waits for the model while the person bets', () => {
  expect(clue!.check(looking(3), {})).toBe(true);
  expect(clue!.check({ ...looking(3), run: { status: 'running' } } as never, {})).toBe(false);
  expect(clue!.covers!({})).toEqual(['heads', 'guesses', 'exact']);
  expect(clue!.covers!({ clue: [3] })).toEqual(['heads']);
});

it('ends once a head agrees with the person, after more than one was looked at', () => {
  const state = looking(3);
  const notes = { clue: [3], seen: ['L1·H2'] };
  expect(agree!.check(state, notes)).toBe(false);
  const more = agree!.remember!(state, notes)!;
  expect(more).toEqual({ seen: ['L1·H2', 'L1·H1'] });
  expect(agree!.remember!(state, { ...notes, ...more })).toBeUndefined();
  const seen = agree!.check(state, { ...notes, ...more }) as Notes;
  expect(seen).toMatchObject({ agrees: true, headName: 'L1·H1', top: 3, topWord: 'geese' });
  expect(seen.thin).toEqual([0, 2]); // the blank itself cannot be hidden once more
  expect(agree!.tell!(NONE, seen)).toBe(
    'L1·H1 agrees: 90 % of its look from the blank goes to *geese*; an even look would give it 17 %.',
  );
});

it('does not take a thickest arc for a look that is hardly more than even', () => {
  const notes = { clue: [3], seen: ['L1·H2', 'L1·H1'] };
  const agrees = (share: number) => {
    const state = looking(3);
    const { attentions } = state.watch.live!;
    attentions.set(attentions.map((value) => (value > 0 ? share : 0)));
    return agree!.check(state, notes) as Notes;
  };
  // Six tokens, [CLS] and [SEP] among them: an even look gives 16.7 % to each, and twice that is 33.3 %.
  expect(agrees(0.34).agrees).toBe(true);
  const thin = agrees(0.32);
  expect(thin.agrees).toBe(false);
  expect(agree!.tell!(NONE, { ...notes, ...thin })).toMatch(
    /^No head looks clearly .*: 32 % of it/,
  );
});

it('has a word to hide though the head looks at all of them about alike', () => {
  const state = looking(3);
  state.watch.live!.attentions.fill(0.2);
  const seen = agree!.check(state, { clue: [0], seen: ['L1·H1', 'L1·H2'] }) as Notes;
  expect(seen.thin).toHaveLength(1);
});

it('says what each head looks at, and how many have been seen', () => {
  expect(agree!.soFar!(looking(3), { seen: ['L1·H1'] })).toBe(
    'L1·H1 looks most at *geese*: 90 % (even: 17 %). Seen: 1 of 2.',
  );
});

it('or once all were looked at, with the one that looks most sharply', () => {
  const seen = agree!.check(looking(3, 1), { clue: [2], seen: ['L1·H1', 'L1·H2'] }) as Notes;
  expect(seen).toMatchObject({ agrees: false, headName: 'L1·H2', topWord: 'geese' });
  const told = (notes: Notes) => agree!.tell!(NONE, { ...seen, ...notes });
  expect(told({ clue: [2] })).toContain('No head looks clearly at the word you chose');
  expect(told({})).toBe(
    'The sharpest look is that of L1·H2: 90 % of it goes to *geese*; an even look would give it 17 %.',
  );
});

it('remembers that the word that is looked at was hidden, and one that is not', () => {
  const notes = { blank: 1, top: 3, thin: [0, 2] };
  const seen = (blanks: number[]) => hide!.remember!(looking(3, 0, blanks), notes);
  expect(seen([1, 3])).toEqual({ hidTop: true });
  expect(seen([1, 2])).toEqual({ other: 2 });
  expect(seen([1])).toBeUndefined();
  expect(seen([1, 2, 3])).toBeUndefined();
  expect(seen([2, 3])).toBeUndefined();
  expect(hide!.check(NONE, { hidTop: true })).toBe(false);
  expect(hide!.check(NONE, { hidTop: true, other: 0 })).toBe(true);
  const told = { sure: 0.9, withoutTop: 0.1, withoutOther: 0.8, topWord: 'geese', otherWord: 'of' };
  expect(hide!.tell!(NONE, told)).toBe(
    'Its first guess had 90 %. Without *geese* it has 10 %; without *of*, 80 %.',
  );
});

it('says which word to hide next', () => {
  const notes = { blank: 1, top: 3, thin: [2] };
  const said = (blanks: number[], more: Notes = {}) =>
    hide!.soFar!(looking(3, 0, blanks), { ...notes, ...more });
  expect(said([1])).toBe('The thickest arc goes to *geese*.');
  expect(said([0, 2])).toContain('begin the step again');
  expect(said([1, 2])).toBe('*of* is not the one: the thickest arc went to *geese*.');
  expect(said([1, 3], { hidTop: true })).toContain('Click it again');
  expect(said([1], { hidTop: true })).toBe('Now a word with a thin arc, such as *of*.');
  expect(said([1, 2, 3])).toContain('one word at a time');
});

it('tells the story’s lines and the other seed beside the bets', () => {
  expect(story!.tell!(NONE, { decisive: 12, foremost: 7, tested: 20, story: 18 })).toBe(
    'In 12 of 20 lines the guess suffered more without the word that was looked at. (You said 18.) In 7 of them no other word mattered more.',
  );
  const told = { same: 3, sameOf: 20, headName: 'L1·H2', heir: 'L1·H4', heirLines: 18 };
  expect(seed!.tell!(NONE, told)).toMatch(/in 3 of 20 lines\. Closest .* now L1·H4, in 18 lines/);
  expect(seed!.tell!(NONE, { ...told, heir: 'L1·H2' })).toContain('No other head comes closer');
  expect(seed!.tell!(NONE, {})).toContain('skipped');
});

it('has a verdict for each outcome', () => {
  const said = (notes: Notes) => heads.verdict(notes).join(' ');
  expect(said({ sure: 0.9, withoutTop: 0.1, withoutOther: 0.9 })).toContain(
    'Look and reason agree',
  );
  expect(said({ sure: 0.9, withoutTop: 0.85, withoutOther: 0.9 })).toContain(
    'needed it no more than another',
  );
  expect(said({ decisive: 15, foremost: 14, tested: 20 })).toContain('a compass, not a reason');
  expect(said({ decisive: 15, foremost: 15, tested: 20 })).toContain('a good compass');
  expect(said({ decisive: 14, tested: 20 })).toContain('no proof');
  expect(said({ same: 15, sameOf: 20 })).toContain('the same job');
  expect(said({ same: 14, sameOf: 20 })).toContain('a seat, not a job');
  expect(said({})).toContain('skipped');
});
