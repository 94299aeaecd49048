export const LAUNCH_ARGS: readonly string[];
export const GPU_LAUNCH_ARGS: readonly string[];
export function findChromium(): string | undefined;
export function ensureChromium(): string;
export function chromiumVersion(path: string): string;
