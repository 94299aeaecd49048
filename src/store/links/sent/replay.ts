import * as v from 'valibot';
import { choicesOf } from '../../../config/choices';
import { type Backend, SETTING_KEYS, type Settings } from '../../../config/settings';
import { textHash } from '../../../storage/textHash';
import { unwrap, wrap } from './envelope';
import type { SentProblem } from './problems';

/** A backend and its workers are told of by themselves, and models that were opened are not sent. */
export const COMPARED = SETTING_KEYS.filter(
  (key) => key !== 'backend' && key !== 'workers' && key !== 'openedModel',
);

/** A check number of settings: those of a link may have been changed since, or be read otherwise by another version. */
export const settingsCheck = (settings: Settings): number =>
  textHash(COMPARED.map((key) => settings[key]).join(' '));

/** A loss as a link has it: 7 significant digits, which is about what a 32-bit float holds. */
export const sentDigits = (loss: number): number => Number(loss.toPrecision(7));

/** Longest that the curve of a run may be in a link, characters. Cloze writes about 1 000. */
const MOST = 8000;

const BACKENDS = choicesOf('backend').flatMap(([id]) => (id === 'auto' ? [] : [id as Backend]));
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Short = v.pipe(v.string(), v.maxLength(100));
const Curve = v.pipe(
  v.array(v.tuple([Count, v.pipe(v.number(), v.finite())])),
  v.maxLength(64),
  v.check((points) => points.every(([step], i) => i === 0 || step > points[i - 1]![0])),
);

const ReplaySchema = v.object({
  /** Of Cloze */
  version: Short,
  /** Steps taken when the link was made */
  step: v.pipe(Count, v.minValue(1)),
  backend: v.picklist(BACKENDS),
  /** A hash of the device's name: tells whether it is another one, and does not name it */
  device: Count,
  /** Whether it was stopped, kept and opened again: then nobody knows what it ran on before */
  resumed: v.optional(v.literal(true)),
  /** Its text: UTF-16 units and a hash of what the page held of it, and the language that it was cut as, if one was chosen */
  text: v.object({ characters: Count, hash: Count, language: v.optional(Short) }),
  /** `settingsCheck` of its settings, which stand in the link themselves */
  check: Count,
  /** Ids of its vocabulary (`vocabularyId`) and of what its exam asked */
  vocabulary: Short,
  exam: Short,
  /** Step and training loss, step and held-out loss, nats: some of the run's, by `sentDigits` */
  train: Curve,
  evals: Curve,
});

/** What a link says of the run that it repeats. */
export type SentRun = v.InferOutput<typeof ReplaySchema>;

/** A run to repeat, and to compare with. */
export interface Replay extends SentRun {
  /** As it stands in the link, so that the page's address can go on saying it */
  readonly raw: string;
  /** The settings of the link that it came in */
  readonly settings: Settings;
}

/** A run as a part of a link. */
export const packRun = (run: SentRun): string =>
  wrap(new TextEncoder().encode(JSON.stringify(run)));

/** The run that `packRun` packed, or why there is none. Never throws. */
export function unpackRun(raw: string): SentRun | SentProblem {
  const bytes = unwrap(raw, MOST);
  if (typeof bytes === 'string') return { kind: 'replay', why: bytes };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return v.parse(ReplaySchema, JSON.parse(text));
  } catch {
    return { kind: 'replay', why: 'damaged' };
  }
}
