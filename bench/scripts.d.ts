/** Types of the parts of scripts/*.mjs that the benchmark uses. */
declare module '*/scripts/table.mjs' {
  export function formatTable(rows: readonly (readonly (string | number)[])[]): string;
}

declare module '*/scripts/backends.mjs' {
  export function listBackends(): Promise<readonly string[]>;
}

declare module '*/scripts/serve.mjs' {
  export function serve(): Promise<{ url: string; close: () => Promise<void> }>;
}
