export const CSP_DIRECTIVES: Readonly<Record<string, string>>;
export function contentSecurityPolicy(hub?: { readonly sources: readonly string[] }): string;
export const BREACH_PATH: string;
export const DEV_HEADERS: Record<string, string>;
export const PREVIEW_HEADERS: Record<string, string>;
