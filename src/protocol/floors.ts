import type { Context } from '../config/settings';

/** The least possible loss and the greatest possible accuracy from one context, on the exam in use. */
export interface Floor {
  /** nats, mean over the blanks */
  readonly loss: number;
  /** 0..1 */
  readonly accuracy: number;
}
export type Floors = Readonly<Record<Context, Floor>>;
