import * as v from 'valibot';
import { DEFAULT_SETTINGS } from '../config/settings';
import type { RunMemo, StateRef } from '../protocol/checkpoint';
import type { SatExam } from '../protocol/run';
import type { KeptRun } from './keptRun';

/** What this version writes. A record of a later version is left alone, and the page says so. */
export const FORMAT = 1;

/** One state of a run that it can go on from. */
export interface Save {
  readonly step: number;
  readonly state: StateRef;
  /** The state that lay aside, if one did */
  readonly aside?: StateRef | undefined;
  readonly memo: RunMemo;
  /** Of its newest sitting up to that step; undefined where there was none */
  readonly exam: SatExam | undefined;
}

/** A run that saved itself. */
export interface Checkpoint {
  readonly format: number;
  /** Of the run; it stays while the run goes on, also after a reload */
  readonly id: string;
  /** Counts up with each write of any tab: clocks may jump */
  readonly order: number;
  readonly run: Omit<KeptRun, 'id' | 'name' | 'exam'>;
  /** The newest, and the one before in case that is damaged */
  readonly saves: readonly [Save, ...Save[]];
  /** Keys of the recordings of attention, oldest first */
  readonly views: readonly string[];
  /** The address of the page then */
  readonly address: string;
  /** What else the page showed; its own business */
  readonly page: unknown;
}

/** The last step that a run had come to when it was saved, also where it had gone back to its best one. */
export const reachedBy = ({ step, memo }: Pick<Save, 'step' | 'memo'>): number =>
  Math.max(step, memo.aside?.step ?? 0);

const REF = v.object({
  key: v.string(),
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  checksum: v.number(),
  bytes: v.pipe(v.number(), v.minValue(0)),
});

/** As much of a record as the page relies on before the checksum of its numbers is known to be right. */
const RECORD = v.looseObject({
  format: v.literal(FORMAT),
  id: v.string(),
  order: v.number(),
  run: v.looseObject({
    savedAt: v.number(),
    step: v.number(),
    bytes: v.number(),
    settings: v.looseObject({ hiddenSize: v.number() }),
    text: v.looseObject({ name: v.string(), characters: v.number(), hash: v.number() }),
    vocabulary: v.looseObject({ tokens: v.array(v.string()) }),
    curves: v.object({ train: v.array(v.any()), evals: v.array(v.any()) }),
  }),
  saves: v.pipe(
    v.array(
      v.looseObject({
        step: v.number(),
        state: REF,
        aside: v.optional(REF),
        memo: v.looseObject({}),
      }),
    ),
    v.minLength(1),
  ),
  views: v.array(v.string()),
  address: v.string(),
});

/**
 * Reads a record as it came from the storage. What a later version of this format added to the settings has its default
 * in it. 'newer' where a later version of the page wrote it, undefined where it is damaged.
 */
export function readRecord(value: unknown): Checkpoint | 'newer' | undefined {
  if (typeof value !== 'object' || value === null || !('format' in value)) return undefined;
  if (typeof value.format === 'number' && value.format > FORMAT) return 'newer';
  if (!v.is(RECORD, value)) return undefined;
  const record = value as unknown as Checkpoint;
  const settings = { ...DEFAULT_SETTINGS, ...record.run.settings };
  return { ...record, run: { ...record.run, settings } };
}

/** Bytes of the numbers that a record points to. */
export const bytesOfCheckpoint = ({ saves }: Checkpoint): number => {
  const refs = saves.flatMap(({ state, aside }) => [state, ...(aside ? [aside] : [])]);
  return [...new Map(refs.map((ref) => [ref.key, ref.bytes])).values()].reduce((a, b) => a + b, 0);
};

/** A run that saved itself as the Library shows kept runs; undefined where it has sat no exam. */
export function asKeptRun({ id, run, saves: [newest] }: Checkpoint): KeptRun | undefined {
  const { exam } = newest;
  return exam && { ...run, id, name: run.text.name, exam };
}
