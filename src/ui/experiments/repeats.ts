import { formatPercent } from '../../base/format';

/**
 * What it means for an exam that this share of its sentences also stands in the training part. They stay in it: the best
 * figures to expect are those of the language as it is, in which likely sentences come often. Without them the exam would
 * be one of unlikely sentences.
 */
export function repeatsInWords(share: number): string {
  if (share === 0) return 'No sentence of the exam stands in the training part.';
  if (share === 1) {
    return 'All sentences of the exam also stand in the training part, because this language has so few. Whoever knows them knows the language; the exam cannot show more than that.';
  }
  const [same, fresh] = [formatPercent(share), formatPercent(1 - share)];
  return `${same} of the exam’s sentences also stand in the training part, because a small language repeats itself. They are kept, as the best figures to expect count them in. Learning them by heart would not help with the other ${fresh}.`;
}
