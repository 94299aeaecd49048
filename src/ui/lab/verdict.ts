import { type Interval, pairedBootstrap } from '../../base/bootstrap';
import { key } from '../../base/random';
import type { Paper } from '../../config/lab';
import type { LabResult } from '../../protocol/lab';
import type { PaperResult } from '../../storage/labResults';

export type Verdict = 'direction reproduced' | 'within noise' | 'not reproduced';

export interface Finding {
  readonly verdict: Verdict;
  /** First arm less the second, as a share */
  readonly difference: Interval;
  /** Mean of each arm, as a share */
  readonly means: readonly number[];
}

/**
 * What the runs say of a paper's direction: the interval of the difference, over items and seeds, lies above zero,
 * below it, or holds it.
 */
export function findingOf(paper: Paper, { arms }: PaperResult): Finding | undefined {
  const rows = (results: readonly LabResult[]) =>
    results.flatMap((r) => (paper.metric === 'probe' ? (r.probe ?? []) : r.right)) as Uint8Array[];
  const values = arms.map(rows);
  if (values.length < 2 || values.some((row) => row.length === 0)) return undefined;
  const difference = pairedBootstrap(values[0]!, values[1]!, key(1));
  const mean = (results: readonly Uint8Array[]) =>
    results.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0) / row.length, 0) /
    results.length;
  const decided = difference.low > 0 ? 'direction reproduced' : 'not reproduced';
  return {
    verdict: difference.low <= 0 && difference.high >= 0 ? 'within noise' : decided,
    difference,
    means: values.map(mean),
  };
}
