export type Phase = 'counting' | 'comparing' | 'learning' | 'encoding';

export interface PrepareProgress {
  readonly phase: Phase;
  /** 0 to 1, within the phase. */
  readonly fraction: number;
}

export interface PacerOptions {
  readonly onProgress?: (progress: PrepareProgress) => void;
  /** Stops the work at its next rest; the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Lets other work run, for example for one macrotask. Without it, a rest does not wait. */
  readonly pause?: () => Promise<void>;
}

export interface Pacer {
  /** Whether it is time to rest. Cheap enough to ask every millisecond. */
  due(): boolean;
  /** Reports, rests, and throws the signal's reason if the work is to stop. */
  rest(phase: Phase, fraction: number): Promise<void>;
}

/** A frame is 16 ms; between two rests there is at most this and the work until the next `due`. */
const BUDGET_MS = 24;

/** Cuts long work into parts: work; `if (pacer.due()) await pacer.rest(...)`; work; ... */
export function createPacer({ onProgress, signal, pause }: PacerOptions): Pacer {
  let last = performance.now();
  return {
    due: () => performance.now() - last >= BUDGET_MS,
    async rest(phase, fraction) {
      signal?.throwIfAborted();
      onProgress?.({ phase, fraction });
      await pause?.();
      signal?.throwIfAborted();
      last = performance.now();
    },
  };
}
