export const PAPER: { light: string; dark: string };
export const OPENS: Record<string, string[]>;
export const MANIFEST: Partial<import('vite-plugin-pwa').ManifestOptions>;
