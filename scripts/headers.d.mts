export const CSP_DIRECTIVES: Readonly<Record<string, string>>;
export function contentSecurityPolicy(place: 'header' | 'meta'): string;
export const DEV_HEADERS: Record<string, string>;
export const PREVIEW_HEADERS: Record<string, string>;
