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

export interface BackendReport {
  readonly backend: Backend;
  readonly device: string;
  readonly software: boolean;
  readonly refusals: readonly Refusal[];
  /** What Auto chose by; left out where there was but one to choose, or one was asked for */
  readonly timings?: Timings | undefined;
  /** Largest error of the self-test, relative; what it had to stay below stands beside it */
  readonly selfTestError: number;
}
