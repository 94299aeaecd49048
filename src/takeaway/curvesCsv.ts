import type { KeptRun } from '../storage/keptRun';

/**
 * The curves of a run as CSV: a row for each step that has a point. A training loss is of that step's own batch, in nats;
 * cells are empty where nothing was measured.
 */
export function curvesCsv({ curves: { train, evals } }: Pick<KeptRun, 'curves'>): string {
  const trained = new Map(train.map((point) => [point.step, point]));
  const sat = new Map(evals.map((point) => [point.step, point]));
  const steps = [...new Set([...trained.keys(), ...sat.keys()])].sort((a, b) => a - b);
  const rows = steps.map((step) => {
    const { loss, learningRate, gradNorm } = trained.get(step) ?? {};
    const { loss: evalLoss, accuracy } = sat.get(step) ?? {};
    return [step, loss, learningRate, gradNorm, evalLoss, accuracy]
      .map((value) => value ?? '')
      .join(',');
  });
  return `${['step,loss,learning_rate,grad_norm,eval_loss,eval_accuracy', ...rows].join('\n')}\n`;
}
