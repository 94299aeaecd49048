import { crc32c } from './crc32c';
import { joined } from './parts';
import { double, type Encoded, embedded, float, int, message, text } from './protobuf';

/** The curves of a run. Losses are in nats; those that are not known are left out of the file. */
export interface Curves {
  readonly train: readonly {
    readonly step: number;
    readonly loss: number | undefined;
    readonly learningRate: number;
    readonly gradNorm: number;
  }[];
  readonly evals: readonly {
    readonly step: number;
    readonly loss: number;
    readonly accuracy: number;
  }[];
}

/** The names under which TensorBoard shows the curves: those of Transformers' Trainer, where it has one. */
export const TAGS = {
  loss: 'train/loss',
  learningRate: 'train/learning_rate',
  gradNorm: 'train/grad_norm',
  evalLoss: 'eval/loss',
  evalAccuracy: 'eval/accuracy',
} as const;

/** A Summary with one number a tag (tensorflow/core/framework/summary.proto). */
function summary(values: Readonly<Record<string, number | undefined>>): Encoded {
  const known = Object.entries(values).flatMap(([tag, value]) =>
    value === undefined ? [] : [embedded(1, message(text(1, tag), float(2, value)))],
  );
  return embedded(5, message(...known));
}

/** A checksum as TFRecord stores it: rotated, so that a checksum of data that holds checksums stays a good one. */
function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** A TFRecord: length of the data, checksum of the length, data, checksum of the data; all little-endian. */
function record({ parts }: Encoded): Uint8Array[] {
  const data = joined(parts);
  const head = new Uint8Array(12);
  const view = new DataView(head.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc(head.subarray(0, 8)), true);
  const foot = new Uint8Array(4);
  new DataView(foot.buffer).setUint32(0, maskedCrc(data), true);
  return [head, data, foot];
}

/**
 * An event file, which TensorBoard reads: the curves of a run by step. TensorBoard finds a file whose name holds
 * `tfevents`.
 *
 * @param wallTime s since 1970: when the run was kept. A run has no times of its steps, so each event has this one
 */
export function eventFile({ train, evals }: Curves, wallTime: number): Uint8Array<ArrayBuffer> {
  const points = [
    ...train.map(({ step, loss, learningRate, gradNorm }) => ({
      step,
      values: {
        [TAGS.loss]: loss,
        [TAGS.learningRate]: learningRate,
        [TAGS.gradNorm]: gradNorm,
      },
    })),
    ...evals.map(({ step, loss, accuracy }) => ({
      step,
      values: { [TAGS.evalLoss]: loss, [TAGS.evalAccuracy]: accuracy },
    })),
  ];
  // TensorBoard takes a step back for a restart, and forgets what came after it.
  points.sort((a, b) => a.step - b.step);
  // An Event (tensorflow/core/util/event.proto) says something about a step.
  const event = (...what: readonly Encoded[]) => record(message(double(1, wallTime), ...what));
  return joined([
    ...event(text(3, 'brain.Event:2')),
    ...points.flatMap(({ step, values }) => event(int(2, step), summary(values))),
  ]);
}
