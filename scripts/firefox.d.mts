export const FIREFOX_PREFS: Readonly<Record<string, boolean>>;
export function findFirefox(): string | undefined;
