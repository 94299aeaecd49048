import { formatBytes } from '../model/formatBytes';

/** "3 kB", "1.5 MB": files are often much smaller than a megabyte. */
export const formatSize = (bytes: number): string =>
  bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : formatBytes(bytes);
