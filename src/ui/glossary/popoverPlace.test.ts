import { expect, it } from 'vitest';
import { popoverPlace } from './popoverPlace';

const PHONE = { width: 390, height: 844 };
const SIZE = { width: 340, height: 80 };
const word = (left: number, top: number) => ({ left, top, width: 40, height: 24 });

it('stands below its word, from where the word begins', () => {
  expect(popoverPlace(word(20, 100), SIZE, PHONE)).toEqual({ left: 20, top: 130 });
});

it('is moved to the left where the screen would cut it', () => {
  expect(popoverPlace(word(340, 100), SIZE, PHONE)).toEqual({ left: 42, top: 130 });
  // Wider than the screen: it begins at its left edge.
  expect(popoverPlace(word(340, 100), { ...SIZE, width: 400 }, PHONE).left).toBe(8);
});

it('stands above a word at the lower edge', () => {
  expect(popoverPlace(word(20, 800), SIZE, PHONE)).toEqual({ left: 20, top: 714 });
  // Where there is room on neither side, below: the page can be scrolled there.
  expect(
    popoverPlace(word(20, 50), { ...SIZE, height: 200 }, { width: 390, height: 200 }).top,
  ).toBe(80);
});
