import { beforeEach, describe, expect, it } from 'vitest';
import { stubLocalStorage } from '../storage/testLocalStorage';
import type { YouFirst } from '../store/playground/youFirst/state';
import { cloze } from './cloze';
import { playOn, stepOf, told } from './testLesson';

beforeEach(() => stubLocalStorage());

/** Sentences of one word each, which is hidden. */
const item = (word: string) => ({
  sentence: {
    ...{ index: 0, heldOut: true, text: word },
    ...{ ids: Int32Array.of(5), starts: Uint32Array.of(0), ends: Uint32Array.of(word.length) },
    wordIds: Uint32Array.of(0),
  },
  blanks: [0],
  isRepeated: false,
});

function play() {
  const w = playOn(cloze);
  w.prepared();
  w.loaded();
  const { runId } = w.state().run;
  const sitting = (step: number, right: string) => ({
    ...{ runId, step, context: 'both' as const, beginFrom: 'nothing' as const },
    guesses: [...right].map((letter) => ({
      ...{ word: 'sea', probability: 0.25, isRight: letter === '+', best: undefined },
    })),
  });
  const exam = (change: Partial<YouFirst>) => {
    const items = ['lamp', 'boat'].map(item);
    const youFirst: YouFirst = {
      ...{ set: 0, pool: items, items, words: ['lamp', ''], right: [true, false], at: 1 },
      ...{ isFinished: false, shown: undefined, sittings: [], isAsking: false },
      of: w.state().prepared!,
      ...change,
    };
    w.app.store.setState({ youFirst });
  };
  return { ...w, sitting, exam };
}

describe('the exam', () => {
  it('is over once the person has filled the blanks and the model has answered', async () => {
    const w = play();
    await w.goTo('fill');
    w.app.lessons.note({ fill: 3 });
    w.exam({ sittings: [w.sitting(0, '--')] });
    expect(w.open().end).toBeUndefined();
    w.exam({ isFinished: true });
    expect(w.open().end).toBeUndefined();
    w.exam({ isFinished: true, sittings: [w.sitting(0, '--')] });
    expect(w.open()).toMatchObject({ end: 'done', notes: { you: [1, 0], untrained: [0, 0] } });
    expect(told(cloze, 'fill', w.open().notes)).toBe(
      'You filled 1 of 2; the untrained model 0. You bet 3.',
    );
  });

  it('is taken again by the trained model of this run', async () => {
    const w = play();
    await w.goTo('train');
    w.app.lessons.note({ train: 2, untrained: [0, 0] });
    w.exam({
      isFinished: true,
      sittings: [{ ...w.sitting(600, '++'), runId: 99 }, w.sitting(300, '+-')],
    });
    expect(w.open().end).toBeUndefined();
    w.exam({ isFinished: true, sittings: [w.sitting(600, '++')] });
    expect(w.open()).toMatchObject({ end: 'done', notes: { trained: [1, 1] } });
    expect(told(cloze, 'train', w.open().notes)).toBe(
      'It fills 2 of 2 now, after 0 before. You bet 2.',
    );
    expect(told(cloze, 'train', { trained: [1, 0] })).toBe('It fills 1 of 2 now.');
  });
});

it('says how sure an untrained model is of its best guess', () => {
  expect(told(cloze, 'pale', { best: 0.0041, bestWord: 'sea', choices: 500 })).toBe(
    '*sea* gets 0.41 %. There are 500 tokens to choose from, so an even share is 0.20 %: it has hardly an opinion yet.',
  );
});

it('waits for a blank where the model is wrong', async () => {
  const w = play();
  await w.goTo('fits');
  const sittings = [w.sitting(600, '+-')];
  w.exam({ isFinished: true, sittings, shown: 0 });
  expect(w.open().end).toBeUndefined();
  expect(stepOf(cloze, 'fits').soFar?.(w.state(), {})).toMatch(/^Here the model is right/);
  w.exam({ isFinished: true, sittings, shown: 1 });
  expect(w.open()).toMatchObject({ end: 'done', notes: { its: 'sea', truth: 'boat' } });
  expect(told(cloze, 'fits', w.open().notes)).toBe('It says *sea* (25 %); the story says *boat*.');
});

describe('the verdict', () => {
  const ten = (right: number) => Array.from({ length: 10 }, (_, i) => (i < right ? 1 : 0));
  it.each([
    [
      { you: ten(7), untrained: ten(0), trained: ten(6) },
      [
        'Of 10 holes you filled 7, the model filled 0 before training and 6 after it.',
        '10 holes cannot tell you and the trained model apart.',
        'Beyond luck, the trained model filled more than the untrained one.',
      ],
    ],
    [
      { you: ten(9), untrained: ten(1) },
      [
        'Of 10 holes you filled 9, the untrained model filled 1.',
        'Beyond luck, you filled more than the untrained model.',
      ],
    ],
    [
      { you: ten(1), untrained: ten(1), trained: ten(9) },
      [
        'Of 10 holes you filled 1, the model filled 1 before training and 9 after it.',
        'Beyond luck, the trained model filled more than you.',
        'Beyond luck, the trained model filled more than the untrained one.',
      ],
    ],
    [
      { you: ten(0), untrained: ten(0), trained: ten(4), answered: 0 },
      [
        'You left all 10 holes open; the model filled 0 before training and 4 after it.',
        '10 holes cannot tell the trained model and the untrained one apart.',
      ],
    ],
    [{}, [expect.stringMatching(/^You skipped the exam/)]],
  ])('%j', (notes, said) => {
    expect(cloze.verdict(notes)).toEqual(said);
  });
});
