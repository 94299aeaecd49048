import { describe, expect, it } from 'vitest';
import { judge, slopeOf } from './trend.mjs';

it('finds a slope that a few points far off do not change', () => {
  const points = Array.from({ length: 20 }, (_, x) => [x, 3 + 0.5 * x]);
  expect(slopeOf(points)).toBeCloseTo(0.5);
  points[4][1] = 1000;
  points[17][1] = -1000;
  expect(slopeOf(points)).toBeCloseTo(0.5);
});

describe('the verdict', () => {
  /** Half a minute a round; `change` adds what grows, minute by minute. */
  const rounds = (change, length = 60) =>
    Array.from({ length }, (_, i) => {
      const minutes = i / 2;
      const figures = {
        heap: 22,
        objects: 14,
        nodes: 3000,
        listeners: 400,
        renderer: 340,
        gpu: 120,
      };
      const others = { detached: 400, browser: 60 };
      const round = { ...figures, ...others, storage: 2, cost: 1.5 };
      const wobble = 1 + 0.01 * Math.sin(i * i);
      for (const name of Object.keys(round)) round[name] *= wobble;
      for (const [name, add] of Object.entries(change)) round[name] += add * minutes;
      return { minutes, ...round };
    });
  const growing = (all) =>
    judge(all, 1)
      .filter(({ isFlat }) => !isFlat)
      .map(({ name }) => name);

  it('is good where figures only go up and down', () => {
    expect(growing(rounds({}))).toEqual([]);
  });

  it.each([
    ['heap', 0.13],
    ['objects', 0.04],
    ['nodes', 8],
    ['detached', 4],
    ['listeners', 1],
    ['renderer', 1],
    ['gpu', 0.4],
    ['browser', 0.4],
    ['storage', 0.4],
    ['cost', 0.004],
  ])('names %s if it grows by %d a minute', (name, perMinute) => {
    expect(growing(rounds({ [name]: perMinute }))).toEqual([name]);
  });

  it('lets the first minute grow', () => {
    const all = rounds({});
    all[0].heap = 1;
    all[1].heap = 10;
    expect(growing(all)).toEqual([]);
  });

  it('lets the heap grow while code is compiled, and not after that', () => {
    const upTo = (last) =>
      rounds({}).map((round) => ({
        ...round,
        heap: round.heap + 0.4 * Math.min(round.minutes, last),
      }));
    expect(growing(upTo(10))).toEqual([]);
    expect(growing(upTo(20))).toEqual(['heap']);
  });

  it('does not judge what is not told, nor too few rounds', () => {
    expect(growing(rounds({}).map((round) => ({ ...round, renderer: Number.NaN })))).toEqual([]);
    expect(() => judge(rounds({}, 4), 1)).toThrow('only 2 rounds');
  });
});
