import type { EvalPoint, TrainPoint } from '../../protocol/run';

/** One sitting of the exam, with the training since the one before. */
export interface FigureRow {
  readonly step: number;
  /** Mean over the steps since the row before that had blanks; undefined where there were none */
  readonly training: number | undefined;
  readonly heldOut: number;
  readonly right: number;
}

/** The curve as rows; a training point weighs as many steps as it stands for. */
export function figureRows(
  train: readonly TrainPoint[],
  evals: readonly EvalPoint[],
): readonly FigureRow[] {
  let next = 0;
  let before = 0;
  return evals.map(({ step, loss, accuracy }) => {
    let sum = 0;
    let steps = 0;
    for (; next < train.length && train[next]!.step <= step; next++) {
      const point = train[next]!;
      const weight = Math.max(1, point.step - before);
      before = point.step;
      if (point.loss === undefined) continue;
      sum += weight * point.loss;
      steps += weight;
    }
    return { step, training: steps > 0 ? sum / steps : undefined, heldOut: loss, right: accuracy };
  });
}

/** Tab-separated, as a spreadsheet takes it: plain numbers, no thousands marks. */
export function figuresAsText(rows: readonly FigureRow[]): string {
  const head = ['step', 'training loss', 'held-out loss', 'held-out right'];
  const lines = rows.map(({ step, training, heldOut, right }) => [
    step,
    training?.toFixed(4) ?? '',
    heldOut.toFixed(4),
    right.toFixed(4),
  ]);
  return [head, ...lines].map((cells) => cells.join('\t')).join('\n');
}
