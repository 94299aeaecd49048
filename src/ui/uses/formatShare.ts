import type { Interval } from '../../base/bootstrap';

/** 0.943 -> ".94", 1 -> "1.00", -0.03 -> "−.03": a share as tables of results have it. */
export function formatShare(share: number): string {
  const text = Math.abs(share).toFixed(2).replace(/^0/, '');
  return share < 0 && text !== '.00' ? `−${text}` : text;
}

/** ".91 – .97" */
export const formatInterval = ({ low, high }: Pick<Interval, 'low' | 'high'>): string =>
  `${formatShare(low)} – ${formatShare(high)}`;

/** 0.18 -> 18: of a hundred. */
export const ofHundred = (share: number): number => Math.round(100 * Math.abs(share));
