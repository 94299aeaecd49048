/** 9_620_000 -> "9.6 MB"; two significant figures or whole megabytes, decimal units. */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  if (megabytes < 9.95) return `${megabytes.toFixed(1)} MB`;
  if (megabytes < 999.5) return `${megabytes.toFixed(0)} MB`;
  return `${(megabytes / 1000).toFixed(1)} GB`;
}
