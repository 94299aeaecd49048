import { formatPercent } from '../../base/format';

/** p, as exact as it tells */
export const percent = (p: number): string => {
  if (p > 0 && p < 0.001) return 'less than 0.1 %';
  return formatPercent(p, p < 0.1 || (p > 0.99 && p < 1) ? 1 : 0);
};
