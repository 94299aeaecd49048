/**
 * The slope of a line through points, by Theil and Sen: the median of the slopes between all pairs. A few points far off
 * do not change it.
 * @param {readonly (readonly [x: number, y: number])[]} points
 */
export function slopeOf(points) {
  const slopes = [];
  points.forEach(([x, y], i) => {
    for (const [otherX, otherY] of points.slice(i + 1)) {
      if (otherX !== x) slopes.push((otherY - y) / (otherX - x));
    }
  });
  return slopes.length === 0 ? Number.NaN : median(slopes);
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half) - 1]) / 2;
}

/** The share of the rounds in which the browser still compiles. */
const WARM = 1 / 3;

/**
 * Which figures must stay flat, in which unit, and how far they may grow from the end of the first minute on, or over the
 * part that is left after the share `warm` of the rounds.
 */
export const LIMITS = {
  // Machine code and bytecode are in it, which grow for as long as the browser compiles what the person uses now and then:
  // 0.5 MB in the first 30 rounds, 0.3 in the next, more slowly from then on.
  heap: { label: 'JS heap', unit: 'MB', digits: 2, warm: WARM, most: (level) => 0.1 * level },
  // A curve has 3000 to 4000 points: 0.2 MB more or less.
  objects: {
    ...{ label: 'objects and buffers', unit: 'MB', digits: 2, warm: WARM },
    most: (level) => 0.05 * level,
  },
  nodes: { label: 'DOM nodes', unit: '', digits: 0, most: (level) => 0.05 * level },
  detached: {
    label: 'nodes outside the page',
    unit: '',
    digits: 0,
    most: (level) => 50 + 0.05 * level,
  },
  listeners: { label: 'listeners', unit: '', digits: 0, most: (level) => 0.05 * level },
  // The heap is in it.
  renderer: { label: 'renderer', unit: 'MB', digits: 0, warm: WARM, most: (level) => 0.05 * level },
  gpu: { label: 'GPU process', unit: 'MB', digits: 0, most: (level) => 0.05 * level },
  // It holds what the page reads from storage until that has been taken.
  browser: { label: 'browser process', unit: 'MB', digits: 0, most: (level) => 0.1 * level },
  storage: { label: 'storage', unit: 'MB', digits: 2, most: () => 8 },
  cost: { label: 'CPU time a step', unit: 'ms', digits: 3, most: (level) => 0.05 * level },
};

/** So many rounds a trend needs. */
export const LEAST_ROUNDS = 4;

/**
 * Judges rounds of the same actions. Of each figure it takes the trend over the rounds that ended after `settled`
 * minutes, times their length, and compares it with the limit.
 * @param {readonly Record<string, number>[]} rounds each with `minutes` since the start
 */
export function judge(rounds, settled) {
  const counted = rounds.filter(({ minutes }) => minutes >= settled);
  if (counted.length < LEAST_ROUNDS) {
    throw new Error(
      `soak: only ${counted.length} rounds ended after the first ${settled} min; ${LEAST_ROUNDS} are needed.`,
    );
  }
  return Object.entries(LIMITS).map(([name, limit]) => {
    const points = counted
      .slice(Math.floor((limit.warm ?? 0) * counted.length))
      .map((round) => [round.minutes, round[name]])
      .filter(([, value]) => Number.isFinite(value));
    const level = points.length > 0 ? median(points.map(([, value]) => value)) : Number.NaN;
    const growth = slopeOf(points) * ((points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0));
    const most = limit.most(level);
    // What this system does not tell is not judged.
    return {
      name,
      ...limit,
      level,
      growth,
      most,
      isFlat: points.length < LEAST_ROUNDS - 1 || growth <= most,
    };
  });
}
