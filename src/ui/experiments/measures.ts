import { formatPercent } from '../../base/format';

/** What a sweep can show of its runs, in words. */
export const MEASURES = {
  accuracy: 'Right answers',
  loss: 'Loss, nats',
  perplexity: 'Perplexity',
} as const;
export type SweepMeasure = keyof typeof MEASURES;

export const formatMeasure = (measure: SweepMeasure, value: number) =>
  measure === 'accuracy' ? formatPercent(value, 1) : value.toFixed(measure === 'loss' ? 3 : 2);
