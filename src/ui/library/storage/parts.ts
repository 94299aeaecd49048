import type { Usage } from '../../../storage/usage';

/** Bytes of what the page knows the sizes of; undefined where there is none, or that is not known. */
export interface KnownBytes {
  readonly runs: number;
  readonly automatic: number;
  readonly texts: number;
  readonly models: number;
  readonly offline: number | undefined;
}

export interface Part {
  readonly name: string;
  readonly bytes: number;
  /** What it is, where the name does not say */
  readonly about?: string;
}

/** Less than this is not worth a line, bytes. */
const LEAST = 50_000;

/**
 * What the storage is used for, and the rest: what the page does not measure, and space that the browser has not freed
 * yet. No rest where the browser counts less than the parts have, as it may write them shorter than they are.
 */
export function partsOf(known: KnownBytes, used: Usage['space']): readonly Part[] {
  const parts: Part[] = [
    { name: 'Kept runs', bytes: known.runs },
    { name: 'Runs saved automatically', bytes: known.automatic },
    { name: 'Texts', bytes: known.texts },
    { name: 'Opened models', bytes: known.models },
    { name: 'The page itself, for use offline', bytes: known.offline ?? 0 },
  ];
  const sum = parts.reduce((all, { bytes }) => all + bytes, 0);
  const rest = (used?.used ?? 0) - sum;
  if (rest >= LEAST) {
    const about = 'Experiments, curves, settings, and space that the browser has not freed yet';
    parts.push({ name: 'Everything else', bytes: rest, about });
  }
  return parts.filter(({ bytes }) => bytes > 0);
}

/** A size as roughly as a browser gives it: "2 GB", "340 MB". */
export function roughly(bytes: number): string {
  const [size, unit] = bytes < 999.5e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${Number(size.toPrecision(2))}\u00a0${unit}`;
}
