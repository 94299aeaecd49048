import { median } from '../rounds';

/** One kind of work in a step: a kernel, or a matrix product of one shape. */
export interface Part {
  readonly name: string;
  /** Calls a step */
  readonly calls: number;
  /** ms a step, median */
  readonly milliseconds: number;
  /** Multiplications and additions of its matrix products a step; 0 of other work */
  readonly flops: number;
}

/** What one step took, by kind */
export type Tally = Map<string, Omit<Part, 'name'>>;

export function addCall(tally: Tally, name: string, milliseconds: number, flops: number): void {
  const before = tally.get(name) ?? { calls: 0, milliseconds: 0, flops: 0 };
  tally.set(name, {
    calls: before.calls + 1,
    milliseconds: before.milliseconds + milliseconds,
    flops: before.flops + flops,
  });
}

/** The kinds of the first of these like steps, each with its median time. */
export function mediansOf(steps: readonly Tally[]): Part[] {
  return [...steps[0]!].map(([name, { calls, flops }]) => ({
    ...{ name, calls, flops },
    milliseconds: median(steps.map((tally) => tally.get(name)?.milliseconds ?? 0)),
  }));
}
