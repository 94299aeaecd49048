import type { RunData } from '../../playground/state';
import { type Replay, sentDigits } from './replay';
import { singleSteps } from './sentCurve';

/** Curves that part by more, in nats, did not match: less is not seen in any figure of the page. */
export const MATCH_WITHIN = 0.001;

/** A loss of the sent run, and the same of this one. */
export interface Figure {
  readonly of: 'train' | 'evals';
  readonly step: number;
  /** Nats, as `sentDigits` */
  readonly sent: number;
  readonly here: number;
}

const CURVES = ['train', 'evals'] as const;

/**
 * Collects what a run comes to at the steps of which a link has figures: of a long run the page does not keep every point.
 * Returns the figures so far, by step; the same list where nothing has come.
 */
export function createCollector(replay: Pick<Replay, 'train' | 'evals'>) {
  let runId: number | undefined;
  let found = new Map<string, Figure>();
  let figures: readonly Figure[] = [];
  return (run: Pick<RunData, 'runId' | 'train' | 'evals'>): readonly Figure[] => {
    if (run.runId !== runId) {
      runId = run.runId;
      found = new Map();
      figures = [];
    }
    const before = found.size;
    for (const of of CURVES) {
      const left = replay[of].filter(([step]) => !found.has(`${of} ${step}`));
      if (left.length === 0) continue;
      const curve = of === 'train' ? singleSteps(run.train) : run.evals;
      const losses = new Map(curve.map(({ step, loss }) => [step, loss]));
      for (const [step, sent] of left) {
        const loss = losses.get(step);
        if (loss === undefined) continue;
        found.set(`${of} ${step}`, { of, step, sent, here: sentDigits(loss) });
      }
    }
    if (found.size > before) figures = [...found.values()].sort((a, b) => a.step - b.step);
    return figures;
  };
}

/** How two curves compare, as far as both go. */
export type Match =
  /** To the last digit sent */
  | { readonly kind: 'equal'; readonly figures: number }
  /** Within so many nats, rounded up to one digit */
  | { readonly kind: 'close'; readonly figures: number; readonly within: number }
  /** The first figure that parts */
  | { readonly kind: 'apart'; readonly figures: number; readonly at: Figure }
  | { readonly kind: 'nothing' };

/** Up to the next number with one digit: 0.00032 -> 0.0004. */
function roundedUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(1));
}

export function matchOf(figures: readonly Figure[]): Match {
  if (figures.length === 0) return { kind: 'nothing' };
  const gap = ({ sent, here }: Figure) => Math.abs(sent - here);
  const at = figures.find((figure) => gap(figure) > MATCH_WITHIN);
  if (at) return { kind: 'apart', figures: figures.length, at };
  const largest = Math.max(...figures.map(gap));
  return largest === 0
    ? { kind: 'equal', figures: figures.length }
    : { kind: 'close', figures: figures.length, within: roundedUp(largest) };
}
