export function formatTable(rows: readonly (readonly (string | number)[])[]): string;
