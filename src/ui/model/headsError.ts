import type { NumberField } from '../../config/fields';
import type { Settings } from '../../config/settings';

/** The integer in [low, high] nearest to `from` that `fits`. */
function nearest(from: number, low: number, high: number, fits: (n: number) => boolean) {
  for (let far = 0; far <= high - low; far++) {
    for (const n of [from - far, from + far]) if (n >= low && n <= high && fits(n)) return n;
  }
  return undefined;
}

/**
 * Why these sizes do not go together, and which do; undefined where they do. The advice is about
 * the setting that the person is changing.
 */
export function headsError(
  { hiddenSize: D, numAttentionHeads: H }: Settings,
  changing: NumberField,
): string | undefined {
  if (D % H === 0) return undefined;
  const { min, max } = changing;
  const what = `A hidden size of ${D} cannot be shared evenly among ${H} heads`;
  if (changing.key === 'numAttentionHeads') {
    return `${what}; the nearest number of heads that fits is ${nearest(H, min, max, (h) => D % h === 0)}.`;
  }
  return `${what}; the nearest size that fits is ${nearest(D, min, max, (d) => d % H === 0)}.`;
}
