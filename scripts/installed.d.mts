export function installedSize<Entry extends { url: string }>(
  dir: string,
  entries: Entry[],
  limit: number,
): { manifest: Entry[]; warnings: string[] };
