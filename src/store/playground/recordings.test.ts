import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { View } from '../../protocol/look';
import { addRecording, MAX_RECORDINGS, momentsOf, RECORDING_BYTES, upToStep } from './recordings';
import { testView } from './testView';

const stepsOf = (views: readonly View[]) => views.map((v) => v.step);

function record(
  steps: Iterable<number>,
  bytes: number,
  limits?: Parameters<typeof addRecording>[2],
) {
  // Only its length is read: memory for it is not needed here.
  const attentions = { byteLength: bytes } as Float32Array<ArrayBuffer>;
  let views: readonly View[] = [];
  for (const step of steps) views = addRecording(views, testView(step, { attentions }), limits);
  return views;
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('recordings', () => {
  it('of a usual run are all kept', () => {
    expect(stepsOf(record(upTo(66), 2 * 4 * 20 * 20 * 4))).toEqual(upTo(66));
  });

  it('keep the first and the newest, in order, within both limits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 200 }),
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 1, max: 40 }),
        (count, most, room) => {
          const views = record(upTo(count), 10, { count: most, bytes: 10 * room });
          expect(views[0]!.step).toBe(0);
          expect(views.at(-1)!.step).toBe(count - 1);
          expect(stepsOf(views)).toEqual(stepsOf(views).toSorted((a, b) => a - b));
          expect(views.length).toBeLessThanOrEqual(Math.max(2, Math.min(most, room)));
          // Thinning halves the older half at most: there is never less than half of what there is room for.
          const fits = Math.min(count, most, room);
          expect(views.length).toBeGreaterThanOrEqual(Math.floor(fits / 2));
        },
      ),
    );
  });

  it('of many steps stay below their number', () => {
    const views = record(upTo(1000), 4);
    expect(views.length).toBeLessThanOrEqual(MAX_RECORDINGS);
    expect(views.length).toBeGreaterThan(MAX_RECORDINGS / 2);
    // The newer half is whole.
    expect(stepsOf(views.slice(-40))).toEqual(upTo(40).map((i) => 960 + i));
  });

  it('of a large model stay within the budget', () => {
    const bytes = (tokens: number) => 12 * 16 * tokens ** 2 * 4;
    for (const tokens of [40, 100, 170]) {
      const views = record(upTo(60), bytes(tokens));
      expect(views.length * bytes(tokens)).toBeLessThanOrEqual(RECORDING_BYTES);
      expect(views.length).toBeGreaterThanOrEqual(2);
    }
    // One view of 512 tokens takes 200 MB: there is a beginning and an end, and nothing between.
    expect(stepsOf(record(upTo(60), bytes(512)))).toEqual([0, 59]);
  });

  it('of one step give way to the newest, and those of later steps are no moments of its past', () => {
    const views = record([0, 1, 2, 3, 5], 4);
    const again = addRecording(views, testView(2, { milliseconds: 9 }));
    expect(stepsOf(again)).toEqual([0, 1, 2, 3, 5]);
    expect(momentsOf({ views: again, live: again[2] })).toEqual(again.slice(0, 3));
    expect(again[2]!.milliseconds).toBe(9);
    expect(stepsOf(upToStep(views, 2))).toEqual([0, 1, 2]);
    expect(upToStep(views, 7)).toBe(views);
  });

  it('are all kept as long as they are just within a limit', () => {
    expect(stepsOf(record(upTo(4), 10, { count: 4, bytes: 40 }))).toEqual([0, 1, 2, 3]);
    expect(stepsOf(record(upTo(5), 10, { count: 4, bytes: 90 }))).toEqual([0, 2, 3, 4]);
    expect(stepsOf(record(upTo(5), 10, { count: 9, bytes: 40 }))).toEqual([0, 2, 3, 4]);
    expect(stepsOf(record(upTo(8), 10, { count: 7, bytes: 90 }))).toEqual([0, 2, 4, 5, 6, 7]);
  });

  it('are the moments to be shown, with the newest look where that is none of them', () => {
    const [first, last, live] = [testView(0), testView(5), testView(6)];
    expect(momentsOf({ views: [first, last], live: last })).toEqual([first, last]);
    expect(momentsOf({ views: [first, last], live })).toEqual([first, last, live]);
    expect(momentsOf({ views: [], live })).toEqual([live]);
    expect(momentsOf({ views: [first], live: undefined })).toEqual([first]);
    expect(upToStep([], 3)).toEqual([]);
  });
});
