/** Of tasks that take time, such as reading a file, the one that began last counts. */
export function createLatest() {
  let latest = 0;
  return {
    /** Begins a task. What it returns tells whether the task still counts. */
    begin(): () => boolean {
      const mine = ++latest;
      return () => mine === latest;
    },
    /** The task that is going on no longer counts. */
    cancel() {
      latest++;
    },
  };
}

export type Latest = ReturnType<typeof createLatest>;
