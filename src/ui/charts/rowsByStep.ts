interface Line {
  readonly id: string;
  readonly points: readonly { readonly step: number; readonly loss: number }[];
}

/** Several lines as the chart takes them: a row for each step at which one of them has a loss, under its id. */
export function rowsByStep(lines: readonly Line[]): Record<string, number>[] {
  const rows = new Map<number, Record<string, number> & { step: number }>();
  for (const { id, points } of lines) {
    for (const { step, loss } of points) rows.set(step, { ...rows.get(step), step, [id]: loss });
  }
  return [...rows.values()].sort((a, b) => a.step - b.step);
}
