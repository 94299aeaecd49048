import { expect, it } from 'vitest';
import { type Box, findPlace } from './findPlace';

const frame = { left: 0, top: 0, width: 300, height: 180 };
const label = { left: 200, top: 80, width: 60, height: 14 };
const lines = (...boxes: Box[]) => ({ labels: [], lines: boxes });
const wide = (top: number, height: number) => ({ left: 0, top, width: 300, height });

it('stays where nothing is in the way', () => {
  expect(findPlace(label, lines({ ...label, left: 0 }), frame, 'up')).toEqual(label);
});

it('moves to its own side first, by as little as it takes', () => {
  expect(findPlace(label, lines(wide(85, 1)), frame, 'up').top).toBe(71);
  expect(findPlace(label, lines(wide(85, 1)), frame, 'down').top).toBe(86);
});

it('goes to the other side where its own is much farther', () => {
  expect(findPlace(label, lines(wide(20, 66)), frame, 'up').top).toBe(86);
  expect(findPlace(label, lines(wide(0, 93)), frame, 'up').top).toBe(93);
});

it('keeps to the frame, even where there is no free place', () => {
  expect(findPlace({ ...label, top: 400 }, lines(), frame, 'down').top).toBe(166);
  expect(findPlace({ ...label, top: -9 }, lines(wide(0, 180)), frame, 'up').top).toBe(0);
});

it('leaves room beside another label, and rather stands on a line than on a label', () => {
  const beside = { ...label, left: label.left - label.width, width: label.width };
  expect(findPlace(label, { labels: [beside], lines: [] }, frame, 'up').top).toBe(66);
  const crowded = { labels: [label], lines: [wide(0, 180)] };
  expect(findPlace(label, crowded, frame, 'up').top).toBe(66);
});
