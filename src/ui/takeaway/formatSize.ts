import { formatBytes } from '../model/formatBytes';

/** "3 kB", "1.5 MB", with a space that does not break: files are often much smaller than a megabyte. */
export const formatSize = (bytes: number): string =>
  bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB`
    : formatBytes(bytes).replace(' ', '\u00a0');
