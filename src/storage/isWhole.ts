type Fields = Readonly<Record<string, unknown>> | null | undefined;

/**
 * Whether what came from the storage has the parts that the page relies on, each a path such as `text.name.length`. A
 * record may be damaged, or be changed by hand: it is left where it is and not shown, so that it does not take the
 * others with it.
 */
export const isWhole = (record: unknown, ...paths: readonly string[]): boolean =>
  paths.every((path) => {
    const part = path.split('.').reduce((at, key) => (at as Fields)?.[key], record);
    return part !== undefined && part !== null;
  });
