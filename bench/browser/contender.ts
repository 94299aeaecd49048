import type { Batch } from '../../src/engine/engine';
import type { Size } from '../sizes';

/** Something that trains, ready for its first step. */
export interface Contender {
  /** The device in words */
  readonly device: string;
  /** What a reader must know for a fair comparison: another model, a stand-in */
  readonly note?: string;
  /** TensorFlow.js kernels run since the start, if they are counted */
  readonly kernels?: () => number;
  /** Queues one step on the device and returns without waiting for it. */
  step(batch: Batch): void;
  /** Waits for all queued steps and returns the loss of the last one, nats. */
  sync(): Promise<number>;
  /** Looks at the batch's first sentence, with its attention maps: a forward pass, if it can be asked for. */
  readonly look?: (batch: Batch) => Promise<void>;
}

export type StartContender = (size: Size) => Promise<Contender>;
