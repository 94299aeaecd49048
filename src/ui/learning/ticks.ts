/** Round numbers from 0 to at most `max`, about `count` steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(max: number, count: number, whole: boolean): number[] {
  if (!(max > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(max / count));
  const fits = (step: number) => step * count >= max * (1 - 1e-9);
  const allowed = (step: number) => !whole || Number.isInteger(step);
  const steps = [1, 2, 2.5, 5, 10].map((unit) => unit * power);
  const step = steps.find((s) => fits(s) && allowed(s)) ?? 1;
  const ticks: number[] = [];
  for (let i = 0; i * step <= max * (1 + 1e-9); i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}
