import type { Backend } from '../config/settings';

/** A backend that Auto passed over. */
export interface Refusal {
  readonly backend: Backend;
  readonly reason: string;
}

/** How fast a backend trained the first steps of this very configuration. */
export interface Timing {
  readonly backend: Backend;
  readonly device: string;
  readonly msPerStep: number;
  /** Until the model was ready, s; with the engine's own start, the first time */
  readonly readySeconds: number;
}

export interface Timings {
  readonly rows: readonly Timing[];
  /** Whether they were taken on an earlier visit */
  readonly remembered: boolean;
}

/** How a number of WASM workers trained the first steps of this very configuration. */
export interface WorkerTiming {
  /** How many, the trainer's own included */
  readonly workers: number;
  readonly msPerStep: number;
  /** The longest time between two frames of the page meanwhile, ms; undefined where it drew none */
  readonly longestFrame: number | undefined;
}

export interface WorkerTimings {
  /** Fewest first */
  readonly rows: readonly WorkerTiming[];
  /** How many were chosen */
  readonly workers: number;
  /** Whether they were timed on an earlier visit */
  readonly remembered: boolean;
}

export interface BackendReport {
  readonly backend: Backend;
  readonly device: string;
  readonly software: boolean;
  readonly refusals: readonly Refusal[];
  /** The timings that Auto chose by; none if only one backend runs here, or one was asked for */
  readonly timings?: Timings | undefined;
  /** What the number of WASM workers was chosen by; none where there was no choice */
  readonly workers?: WorkerTimings | undefined;
  /** Largest relative error of the self-test */
  readonly selfTestError: number;
}
