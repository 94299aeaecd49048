/** Thin space that does not break, the thousands mark that no language reads as a decimal sign. */
const THIN = '\u202f';

/** 12345 -> "12 345", with thin spaces. */
export function formatCount(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** Three significant figures, as a plain number: 312, 16.4, 0.83. */
export function formatRate(n: number): string {
  if (n >= 100) return formatCount(n);
  return n >= 10 ? n.toFixed(1) : n.toFixed(2);
}

/** 0.1534 -> "15.3 %" */
export function formatPercent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** With its sign, and a true minus: "+0.12", "−0.40", "0.00". */
export function formatSigned(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** A difference of two shares in percentage points, with its sign: 0.153 -> "+15.3", -0.04 -> "−4.0". */
export const formatPoints = (difference: number) => formatSigned(100 * difference, 1);

/** 133_248 -> "133 k"; for sizes that are read at a glance. */
export function formatShort(n: number): string {
  if (n < 1000) return String(n);
  if (n < 1e6) return `${Number((n / 1000).toPrecision(3))} k`;
  return `${Number((n / 1e6).toPrecision(3))} M`;
}

/** Seconds in one unit, as exact as a forecast deserves: "97 s", "12 min", "3 h". */
export function formatDuration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 120) return `${s} s`;
  if (s < 7200) return `${Math.round(s / 60)} min`;
  return `${Math.round(s / 3600)} h`;
}
