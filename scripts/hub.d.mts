export function hubOf(
  env: Readonly<Record<string, string | undefined>>,
): { readonly url: string; readonly sources: readonly string[] } | undefined;
