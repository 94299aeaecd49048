import { crc32c } from './crc32c';
import { joined } from './parts';
import { double, type Encoded, embedded, float, int, message, text } from './protobuf';

/** When a point was measured. */
interface Moment {
  readonly step: number;
  /** s since 1970; left out where it is not known */
  readonly wallTime?: number;
}

/** The curves of a run. Losses are in nats; those that are not known are left out of the file. */
export interface Curves {
  readonly train: readonly (Moment & {
    readonly loss: number | undefined;
    readonly learningRate: number;
  })[];
  readonly evals: readonly (Moment & { readonly loss: number; readonly accuracy: number })[];
}

/** The names under which TensorBoard shows the curves: those of Transformers' Trainer, where it has one. */
export const TAGS = {
  loss: 'train/loss',
  learningRate: 'train/learning_rate',
  evalLoss: 'eval/loss',
  evalAccuracy: 'eval/accuracy',
} as const;

/** An Event (tensorflow/core/util/event.proto), which says something about a step. */
const event = ({ step, wallTime }: Moment, what: Encoded): Encoded =>
  message(...at(wallTime), int(2, step), what);

const at = (wallTime: number | undefined) => (wallTime === undefined ? [] : [double(1, wallTime)]);

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
 * `tfevents`. Where no time is known none is written, and TensorBoard can only draw the curves by step.
 */
export function eventFile({ train, evals }: Curves): Uint8Array<ArrayBuffer> {
  const events = [
    ...train.map((point) => ({
      point,
      values: { [TAGS.loss]: point.loss, [TAGS.learningRate]: point.learningRate },
    })),
    ...evals.map((point) => ({
      point,
      values: { [TAGS.evalLoss]: point.loss, [TAGS.evalAccuracy]: point.accuracy },
    })),
  ];
  // TensorBoard takes a step back for a restart, and forgets what came after it.
  events.sort((a, b) => a.point.step - b.point.step);
  const version = message(...at(events[0]?.point.wallTime), text(3, 'brain.Event:2'));
  return joined([
    ...record(version),
    ...events.flatMap(({ point, values }) => record(event(point, summary(values)))),
  ]);
}
