/**
 * Writes one value at a time. Of the values that arrive meanwhile only the newest is written, as it replaces the others.
 */
export function createNewestWriter<T, R>(write: (value: T) => Promise<R>) {
  let current: Promise<R> | undefined;
  let begun = 0;
  let waiting:
    | { value: T; readonly result: Promise<R>; readonly start: (result: Promise<R>) => void }
    | undefined;

  const begin = (value: T): Promise<R> => {
    begun++;
    const result = write(value);
    current = result;
    const end = () => {
      if (current !== result) return;
      current = undefined;
      flush();
    };
    result.then(end, end);
    return result;
  };

  /** Starts to write what waits, whatever else is being written. */
  const flush = () => {
    if (!waiting) return;
    const { value, start } = waiting;
    waiting = undefined;
    start(begin(value));
  };

  return {
    /** Resolves, or rejects, with what came of the value that was written: this one, or a newer one in its place. */
    save(value: T): Promise<R> {
      if (!current) return begin(value);
      if (waiting) waiting.value = value;
      else {
        let start: (result: Promise<R>) => void = () => {};
        const result = new Promise<R>((resolve) => {
          start = resolve;
        });
        waiting = { value, result, start };
      }
      return waiting.result;
    },
    flush,
    /** Resolves once nothing is being written, with how many writes there have been. */
    async settled(): Promise<number> {
      while (current) await current.catch(() => {});
      return begun;
    },
  };
}
