export function judge(
  rounds: readonly Readonly<Record<string, number>>[],
  settled: number,
): readonly { name: string; level: number; growth: number; most: number; isFlat: boolean }[];
export const LEAST_ROUNDS: number;
