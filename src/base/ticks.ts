/** The least of 1, 2, 2.5 and 5 times a power of ten that is at least `least`; `whole`: that is an integer. */
function niceStep(least: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const steps = [1, 2, 2.5, 5, 10].map((unit) => unit * power);
  const fits = (step: number) => step >= least * (1 - 1e-9);
  return steps.find((step) => fits(step) && (!whole || Number.isInteger(step))) ?? 1;
}

const multiples = (step: number, first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));

/**
 * Round numbers from 0 to at most `max`, no more than `count` steps. (d3's `ticks` takes `count` as a hint: of steps it
 * may make 10 of 4, for which a small chart has no room.)
 */
export function niceTicks(max: number, count: number, whole: boolean): number[] {
  if (!(max > 0)) return [0];
  const step = niceStep(max / count, whole);
  return multiples(step, 0, Math.floor((max / step) * (1 + 1e-9)));
}

/** Round numbers around all of these values, about four steps from the least to the greatest. */
export function ticksAround(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = niceStep(Math.max(high - low, 1e-3) / 4, false);
  return multiples(step, Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9));
}
