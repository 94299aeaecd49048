import { expect, it } from 'vitest';
import { findPlace } from './findPlace';

const frame = { left: 0, top: 0, width: 300, height: 180 };
const label = { left: 200, top: 80, width: 60, height: 14 };
const wide = (top: number, height: number) => ({ left: 0, top, width: 300, height });

it('stays where nothing is in the way', () => {
  expect(findPlace(label, [{ ...label, left: 0 }], frame, 'up')).toEqual(label);
});

it('moves to its own side first, by as little as it takes', () => {
  expect(findPlace(label, [wide(85, 1)], frame, 'up').top).toBe(71);
  expect(findPlace(label, [wide(85, 1)], frame, 'down').top).toBe(86);
});

it('goes to the other side where its own is much farther', () => {
  expect(findPlace(label, [wide(20, 66)], frame, 'up').top).toBe(86);
  expect(findPlace(label, [wide(0, 93)], frame, 'up').top).toBe(93);
});

it('keeps to the frame, even where there is no free place', () => {
  expect(findPlace({ ...label, top: 400 }, [], frame, 'down').top).toBe(166);
  expect(findPlace({ ...label, top: -9 }, [wide(0, 180)], frame, 'up').top).toBe(0);
});
