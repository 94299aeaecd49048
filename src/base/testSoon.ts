import { vi } from 'vitest';

/** Waits until a check passes, however long that takes on a busy machine: by itself Vitest gives up after a second. */
export const soon = <T>(check: () => T | Promise<T>) =>
  vi.waitFor(check, { timeout: 240_000, interval: 1 });
