import { beforeEach, describe, expect, it } from 'vitest';
import type { Fate } from '../masking/collate';
import { stubLocalStorage } from '../storage/testLocalStorage';
import { masks } from './masks';
import { playOn, told } from './testLesson';

beforeEach(() => stubLocalStorage());

/** What the Masked view shows: a letter for each token, as in "m" for one that is hidden; "?" is covered. */
const LETTERS: Readonly<Record<string, Fate | undefined>> = {
  m: 'mask',
  r: 'random',
  k: 'keep',
  '.': 'none',
};
const shown = (draw: number, fates: string) => ({
  draw,
  tokens: [...fates].map((letter, index) => ({
    ...{ index, written: `word${index}`, fate: LETTERS[letter] },
    read: letter === 'r' ? 'other' : `word${index}`,
  })),
});

describe('the five tokens that one would ask for', () => {
  it('stay covered until the person has bet, and are counted once their fates are seen', async () => {
    const w = playOn(masks);
    await w.goTo('points');
    expect(w.open().covers).toEqual(['masks']);
    w.app.lessons.see(shown(0, '????????'));
    for (const index of [0, 1, 2, 3, 7]) w.app.lessons.point(index);
    w.app.lessons.unpoint(7);
    w.app.lessons.point(4);
    w.app.lessons.note({ points: w.open().pointed });
    expect(w.open()).toMatchObject({ covers: [], end: undefined });
    // Only part of the text is in sight.
    w.app.lessons.see(shown(0, 'm.r'));
    expect(w.open().end).toBeUndefined();
    w.app.lessons.see(shown(0, 'm.r.k...'));
    expect(w.open()).toMatchObject({ end: 'done', notes: { hits: 3 } });
  });

  it.each([
    [
      0,
      '0 of your 5 were selected, as blind luck gives it: 0.75 on average. The draw looks at no word.',
    ],
    [
      2,
      '2 of your 5 were selected, as blind luck gives it: 0.75 on average. The draw looks at no word.',
    ],
    [
      3,
      '3 of your 5 were selected. Luck alone gives that in 3 % of all tries. Could you do it again?',
    ],
    [
      5,
      '5 of your 5 were selected. Luck alone gives that in 0.01 % of all tries. Could you do it again?',
    ],
  ])('%i hits are compared with luck', (hits, said) => {
    expect(told(masks, 'points', { hits })).toBe(said);
    expect(masks.verdict({ hits })).toEqual([said]);
  });

  it('can be chosen for the person', async () => {
    const w = playOn(masks);
    await w.goTo('points');
    w.app.lessons.see(shown(0, '???????'));
    await w.player.doIt();
    w.app.lessons.see(shown(0, '.......'));
    expect(w.open()).toMatchObject({ end: 'watched', notes: { hits: 0 } });
  });
});

describe('the three fates', () => {
  it('are found one by one, in the draw that is shown', async () => {
    const w = playOn(masks);
    await w.goTo('fates');
    const soFar = () => masks.steps[1]!.soFar?.(w.state(), w.open().notes);
    w.app.lessons.see(shown(0, 'm.rk'));
    w.app.lessons.point(1);
    expect(soFar()).toBeUndefined();
    w.app.lessons.point(0);
    w.app.lessons.point(3);
    expect(soFar()).toBe('Found: hidden and kept.');
    expect(w.open().end).toBeUndefined();
    w.app.lessons.point(2);
    expect(w.open().end).toBe('done');
    expect(told(masks, 'fates', w.open().notes)).toBe(
      'Hidden: *word0*. Swapped: *word2*, for *other*. Kept: *word3*. The model is asked for each of them.',
    );
  });

  it('are pointed at for the person; where one is missing, that is said', async () => {
    const w = playOn(masks);
    await w.goTo('fates');
    w.app.lessons.see(shown(0, 'm.k'));
    await w.player.doIt();
    expect(w.open()).toMatchObject({
      end: undefined,
      trouble: 'No token shown is swapped. Press Draw again.',
    });
    await w.goTo('fates');
    w.app.lessons.see(shown(0, 'mrk'));
    await w.player.doIt();
    expect(w.open().end).toBe('watched');
  });
});

describe('the lie', () => {
  it('is found, and what the model reads instead is said', async () => {
    const w = playOn(masks);
    await w.goTo('lie');
    w.app.lessons.see(shown(0, 'mr'));
    w.app.lessons.point(1);
    expect(w.open().end).toBeUndefined(); // no bet yet
    w.app.lessons.note({ lie: 'yes' });
    expect(w.open().end).toBe('done');
    expect(told(masks, 'lie', { truth: 'Ship', lieRead: 'tea' })).toMatch(
      /^The model reads \*tea\* where the story says \*Ship\*\. .*no mark says/,
    );
    expect(told(masks, 'lie', { truth: 'Ship', lieRead: 'ship' })).toMatch(
      /^Here chance drew the very token that was there, \*ship\*\./,
    );
  });
});

describe('the lottery', () => {
  it('is five draws after the first, of the tokens that each has shown', async () => {
    const w = playOn(masks);
    await w.goTo('lottery');
    w.app.lessons.note({ lottery: 75 });
    w.app.lessons.see(shown(0, 'mmmmmm'));
    for (const fates of ['m.....', '.r....', '..k...', 'm.....', 'm....']) {
      expect(w.open().end).toBeUndefined();
      w.app.text.drawAgain();
      w.app.lessons.see(shown(w.state().draw, fates));
    }
    expect(w.open()).toMatchObject({
      end: 'done',
      notes: { all: 29, shown: 5, once: 3, mask: 3, random: 1, keep: 1 },
    });
    expect(told(masks, 'lottery', w.open().notes)).toBe(
      'Of the 5 tokens shown, 60.0 % were selected at least once in 5 draws; luck gives 55.6 %, as some are selected twice. You bet 75 %.',
    );
  });

  it('is fair where each share is within two standard errors', () => {
    // Of 3000 tokens one standard error is 0.65 points; of 450 that are selected it is 1.9 for 80 %, 1.4 for 10 %.
    expect(masks.verdict({ all: 3000, mask: 360, random: 50, keep: 40 })[0]).toMatch(
      /hidden 80\.0 %, swapped 11\.1 %, kept 8\.9 %.*a fair lottery\.$/,
    );
    expect(masks.verdict({ all: 3000, mask: 340, random: 65, keep: 45 })[0]).toMatch(
      /The share of hidden and swapped is more than two/,
    );
    expect(masks.verdict({ all: 3000, mask: 400, random: 50, keep: 50 })[0]).toMatch(
      /^Selected: 16\.7 % .*The share of selected is more/,
    );
  });

  it('is drawn for the person too', async () => {
    const w = playOn(masks);
    await w.goTo('lottery');
    w.app.lessons.see(shown(0, 'm.'));
    const unsubscribe = w.app.store.subscribe((state, before) => {
      if (state.draw !== before.draw)
        queueMicrotask(() => w.app.lessons.see(shown(state.draw, 'm.')));
    });
    await w.player.doIt();
    unsubscribe();
    expect(w.open().end).toBe('watched');
  });
});

it('says so where all was skipped', () => {
  expect(masks.verdict({})).toEqual([expect.stringMatching(/^You skipped/)]);
});
