import { beforeEach, describe, expect, it } from 'vitest';
import { soon } from '../base/testSoon';
import { stubLocalStorage } from '../storage/testLocalStorage';
import { SUMMARY } from '../store/testApp';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import { cutsIn, cutWords, isWhole, withCuts } from './cuts';
import { playOn, stepOf, told } from './testLesson';
import { tokens } from './tokens';

beforeEach(() => stubLocalStorage());

/** A vocabulary of these pieces; the text has each of them as often as its number says. */
function vocabularyOf(pieces: Readonly<Record<string, number>>) {
  const names = [...SPECIAL_TOKENS, ...Object.keys(pieces)];
  const counts = Uint32Array.from([...SPECIAL_TOKENS.map(() => 0), ...Object.values(pieces)]);
  return {
    vocabulary: { tokens: names, doLowerCase: true, stripAccents: false },
    counts,
    stats: { ...SUMMARY.stats, vocabulary: names.length },
  };
}
const STORY = vocabularyOf({
  an: 9,
  '##n': 3,
  '##i': 8,
  '##ka': 2,
  ad: 4,
  '##a': 5,
  the: 7,
  li: 5,
  '##ghthouse': 2,
});

describe('cuts', () => {
  it('are written with dots, and read from them', () => {
    expect(withCuts('lighthouse', [2, 5])).toBe('li·ght·house');
    expect(cutsIn('li·ght·house')).toEqual([2, 5]);
    expect(cutsIn('light')).toEqual([]);
  });

  it('of several words: marks do not count, the rarest piece is told', () => {
    const cut = cutWords(
      'Annika, Ada!',
      vocabularyOf({ ',': 1, '!': 1, an: 9, '##n': 3, '##ika': 2, ada: 4 }),
    );
    expect(cut).toEqual({
      written: 'An·n·ika Ada',
      words: 2,
      pieces: 4,
      least: 2,
      isUnknown: false,
    });
    expect(isWhole(cut)).toBe(false);
  });

  it('of a word that cannot be spelled are none', () => {
    const cut = cutWords('Zoë', STORY);
    expect(cut.isUnknown).toBe(true);
    expect(isWhole(cut)).toBe(false);
    expect(isWhole(cutWords('?', STORY))).toBe(false);
    expect(isWhole(cutWords('The', STORY))).toBe(true);
  });
});

function play() {
  const w = playOn(tokens);
  w.prepared(STORY);
  w.loaded();
  return w;
}

describe('the name', () => {
  it('is counted in pieces in a sentence of one’s own', async () => {
    const w = play();
    await w.goTo('own');
    w.app.lessons.note({ own: 2 });
    expect(w.open().end).toBeUndefined();
    w.app.watch.fill('Annika ___');
    expect(w.open()).toMatchObject({ end: 'done', notes: { name: 'Annika', pieces: 4 } });
    expect(told(tokens, 'own', w.open().notes)).toBe('*An·n·i·ka*: 4 pieces. You bet 2.');
    expect(told(tokens, 'own', { ...w.open().notes, own: 4 })).toBe(
      '*An·n·i·ka*: 4 pieces, as you bet.',
    );
  });

  it('may have letters that the story lacks', async () => {
    const w = play();
    await w.goTo('own');
    w.app.lessons.note({ own: 2 });
    w.app.watch.fill('Zoë ___');
    expect(told(tokens, 'own', w.open().notes)).toBe(
      'This story never uses a letter of *Zoë*. So its vocabulary cannot spell it: the word is one [UNK], for unknown.',
    );
  });
});

describe('the lighthouse', () => {
  it('is cut once it is written', async () => {
    const w = play();
    await w.goTo('cut');
    w.app.lessons.note({ cut: [2] });
    w.app.watch.fill('The house ___');
    expect(w.open().end).toBeUndefined();
    w.app.watch.fill('The lighthouse ___');
    expect(w.open().end).toBe('done');
  });

  it.each([
    [
      [5],
      'li·gh·th·ou·se',
      'You: *light·house*. The vocabulary cuts it into *li·gh·th·ou·se*. No cut is one of yours.',
    ],
    [
      [2, 5],
      'li·gh·th·ou·se',
      'You: *li·ght·house*. The vocabulary cuts it into *li·gh·th·ou·se*. 1 cut is yours too.',
    ],
    [[5], 'light·house', 'The vocabulary cuts it into *light·house* too.'],
    [
      [],
      'light·house',
      'You: *lighthouse*. The vocabulary cuts it into *light·house*. No cut is one of yours.',
    ],
    [[], 'lighthouse', 'The vocabulary leaves *lighthouse* whole too.'],
    [
      [5],
      'lighthouse',
      'You: *light·house*. The vocabulary leaves *lighthouse* whole. No cut is one of yours.',
    ],
    [undefined, 'li·ghthouse', 'The vocabulary cuts it into *li·ghthouse*.'],
  ])('cut at %j and %s', (cut, here, said) => {
    expect(told(tokens, 'cut', { cut, here })).toBe(said);
  });

  it('is cut by another story once that is prepared and its model is there', async () => {
    const w = play();
    await w.goTo('other');
    w.app.lessons.note({ other: 'same', here: 'li·ghthouse' });
    expect(w.open().end).toBe('done'); // “Your text” is another story than the lesson’s
    await w.goTo('other');
    w.app.text.takeCopy('Lights', 'A light.');
    w.app.lessons.note({ other: 'same' });
    expect(w.open().end).toBe('done');
  });

  it.each([
    [{ here: 'li·ght', there: 'li·ght', story: 'B' }, 'Both stories cut the word alike: *li·ght*.'],
    [
      { here: 'li·ght', there: 'light', story: 'B', first: 'light', often: 28 },
      'The same word: *li·ght* there, *light* here. *B* has the piece *light* 28 times: the text holds the scissors.',
    ],
    [
      { here: 'li·ght', there: 'light', story: 'B', isLost: true },
      'The vocabulary of *B* cannot spell *lighthouse* at all: there it is one [UNK]. The text holds the scissors.',
    ],
  ])('compared: %j', (notes, said) => {
    expect(told(tokens, 'other', notes)).toBe(said);
    expect(tokens.verdict(notes)).toEqual([said]);
  });
});

describe('the name as one piece', () => {
  const begun = async () => {
    const w = play();
    await w.goTo('whole');
    w.app.lessons.note({ name: 'Ada', before: 'Ad·a', wasWhole: false });
    return w;
  };
  const soFar = (w: Awaited<ReturnType<typeof begun>>) =>
    stepOf(tokens, 'whole').soFar?.(w.state(), w.open().notes);

  it('is waited for while the person edits the story', async () => {
    const w = await begun();
    expect(soFar(w)).toBe('*Ad·a*: 2 pieces.');
    w.app.text.takeCopy('Your text', 'A cat. A dog. Ada and Ada.');
    expect(soFar(w)).toBe('The page is learning the vocabulary anew.');
    w.prepared(vocabularyOf({ ada: 2, the: 1 }));
    expect(w.open()).toMatchObject({ end: 'done', notes: { whole: 'Ada', least: 2 } });
    expect(told(tokens, 'whole', w.open().notes)).toBe(
      '*Ada* is one piece, now that the story has it 2 times. Before, it was *Ad·a*. The vocabulary has 7 tokens and room for more. Then twice is enough.',
    );
    expect(tokens.verdict(w.open().notes)).toEqual([
      expect.stringMatching(/^Nobody told it what a name is. \*Ada\* is one piece, now/),
    ]);
  });

  it('is written into the story for the person, until it is one piece', async () => {
    const w = await begun();
    const done = w.player.doIt();
    const typed = () => w.state().source.text.split('Ada is here.').length - 1;
    for (const n of [2, 4]) {
      await soon(() => expect(typed()).toBe(n));
      w.app.text.ensure();
      w.prepared(n === 2 ? STORY : vocabularyOf({ ada: 4 }));
    }
    await done;
    expect(w.open().end).toBe('watched');
  });

  it.each([
    [
      { whole: 'Tom', least: 61, wasWhole: true },
      '*Tom* was one piece from the start: it stands in this story 61 times.',
    ],
    [
      { whole: 'Ada', before: 'Ad·a', least: 9, vocabulary: 1024, isFull: true },
      '*Ada* is one piece, now that the story has it 9 times. Before, it was *Ad·a*. The vocabulary is full with 1\u202f024 tokens: rarer pieces had to stay out.',
    ],
  ])('%j', (notes, said) => {
    expect(told(tokens, 'whole', notes)).toBe(said);
  });
});

it('says so where all was skipped', () => {
  expect(tokens.verdict({})).toEqual([expect.stringMatching(/^You skipped/)]);
});
