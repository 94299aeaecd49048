/** Types of the parts of scripts/*.mjs that the benchmark uses. */
declare module '*/scripts/backends.mjs' {
  export function listBackends(): Promise<readonly string[]>;
}

declare module '*/scripts/serve.mjs' {
  export function serve(): Promise<{ url: string; close: () => Promise<void> }>;
}
