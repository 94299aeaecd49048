import { del, get, getMany, keys, set, setMany, update } from 'idb-keyval';
import { baseOf, type Plan } from '../config/experiments';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import type { ExperimentExam, ExperimentResult } from '../protocol/experiments';
import { isWhole } from './isWhole';
import { writing } from './writing';

/** Each experiment has its own key, so that a new result rewrites one experiment and not all of them. */
const RECORD = 'cloze:lab-experiment:';
const recordKey = (id: string) => `${RECORD}${id}`;
/** All experiments, as versions up to 0.5 kept them */
const RECORDS = 'cloze:lab-experiments-3';
const QUEUE = 'cloze:lab-queue';
const OWN_GRAMMARS = 'cloze:lab-grammar';
const KEEP_RUNS = 'cloze:lab-keep-runs';

/** An experiment with the results that its runs have so far in this browser. */
export interface ExperimentRecord {
  readonly plan: Plan;
  /** The settings that its arms change; another version of the page may start from others */
  readonly base: Settings;
  /** By run (`runIdOf`) */
  readonly results: Readonly<Record<string, ExperimentResult>>;
  /** The last step of each run whose loss became NaN; such a run has no result */
  readonly diverged: Readonly<Record<string, number>>;
  /** Once the first run has begun */
  readonly exam?: ExperimentExam;
}

/** A record with no results yet. */
export const emptyRecord = (plan: Plan): ExperimentRecord => ({
  ...{ plan, base: baseOf(plan) },
  ...{ results: {}, diverged: {} },
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What decides the results of a plan, not what its values are called. A setting that came later had its default in it. */
const contents = ({ text, arms, ...plan }: Plan) => ({
  ...{ ...plan, seeds: 0 },
  arms: arms.map(({ settings }) => settings),
  text: text && { ...text, settings: { ...DEFAULT_SETTINGS, ...text.settings } },
});

/**
 * Whether a record's results count for this plan: it may differ only in the number of seeds. For a text that is the same
 * text and the same settings.
 */
export const fits = ({ plan, base }: ExperimentRecord, wanted: Plan): boolean =>
  same(contents(plan), contents(wanted)) &&
  (wanted.text !== undefined || same({ ...baseOf(wanted), ...base }, baseOf(wanted)));

/** Whether a run has ended, with a result or without. */
export const isDone = ({ results, diverged }: ExperimentRecord, runId: string): boolean =>
  runId in results || runId in diverged;

/** `record` with the results that only `other` has, if both have the same plan and exam. */
export function mergeRecords(
  record: ExperimentRecord,
  other: ExperimentRecord | undefined,
): ExperimentRecord {
  const exam = record.exam ?? other?.exam;
  if (!other || !fits(other, record.plan) || (other.exam && other.exam.id !== exam?.id)) {
    return record;
  }
  return {
    ...record,
    ...(exam && { exam }),
    results: { ...other.results, ...record.results },
    diverged: { ...other.diverged, ...record.diverged },
  };
}
export type ExperimentRecords = Readonly<Record<string, ExperimentRecord>>;

/** An experiment waiting for its turn. */
export interface Queued {
  readonly experimentId: string;
  readonly plan: Plan;
}

export const runIdOf = (arm: number, seed: number) => `${arm}.${seed}`;

/** The results of a record, [arms][seeds]; runs without one are left out. */
export function resultsByArm({ plan, results }: ExperimentRecord): ExperimentResult[][] {
  return plan.arms.map((_, arm) =>
    Array.from({ length: plan.seeds }, (_, seed) => results[runIdOf(arm, seed)]).filter(
      (result) => result !== undefined,
    ),
  );
}

/** Moves what an earlier version kept to a key for each experiment. Returns those for which there is no room. */
async function takeOver(): Promise<ExperimentRecords> {
  const old = await get<ExperimentRecords>(RECORDS);
  if (!old) return {};
  const ids = Object.keys(old);
  const present = await getMany<ExperimentRecord | undefined>(ids.map(recordKey));
  const missing = ids.filter((_, i) => present[i] === undefined);
  try {
    await writing(setMany(missing.map((id) => [recordKey(id), old[id]])));
    await writing(del(RECORDS));
    return {};
  } catch {
    return old;
  }
}

async function loadRecords(): Promise<ExperimentRecords> {
  const old = await takeOver();
  const names = (await keys()).filter(
    (name): name is string => typeof name === 'string' && name.startsWith(RECORD),
  );
  const records = await getMany<ExperimentRecord | undefined>(names);
  const own = names.flatMap((name, i) => {
    const record = records[i]; // another tab may have just discarded it
    return record && isWhole(record, 'plan.arms.length', 'base', 'results', 'diverged')
      ? [[name.slice(RECORD.length), record] as const]
      : [];
  });
  return { ...old, ...Object.fromEntries(own) };
}

/** Everything that is kept of experiments; nothing if the browser refuses storage. */
export async function loadExperiments(): Promise<{
  readonly records: ExperimentRecords;
  readonly queue: readonly Queued[];
  /** The person's own, the newest first */
  readonly ownGrammars: readonly string[];
  /** Whether runs of experiments go to the Library */
  readonly keepRuns: boolean;
}> {
  try {
    const records = await loadRecords();
    const queue = (await get<readonly Queued[]>(QUEUE)) ?? [];
    // The first version kept only one.
    const own = (await get<string | readonly string[]>(OWN_GRAMMARS)) ?? [];
    const ownGrammars = typeof own === 'string' ? [own] : own;
    return { records, queue, ownGrammars, keepRuns: (await get<boolean>(KEEP_RUNS)) ?? false };
  } catch {
    return { records: {}, queue: [], ownGrammars: [], keepRuns: false };
  }
}

/** Resolves to false if the browser refused; the value then lasts as long as the page. */
async function save(key: string, value: unknown): Promise<boolean> {
  try {
    await writing(set(key, value));
    return true;
  } catch {
    return false;
  }
}

/** One experiment as it is in storage, where another tab may have added results. */
export async function loadExperiment(id: string): Promise<ExperimentRecord | undefined> {
  try {
    return await get<ExperimentRecord>(recordKey(id));
  } catch {
    return undefined;
  }
}

/**
 * Writes one experiment, or deletes it if there is no record. Results that other tabs have added stay. Resolves to false
 * if the browser refused: there is no room, or the window is private.
 */
export async function saveExperiment(id: string, record?: ExperimentRecord): Promise<boolean> {
  try {
    await writing(
      record
        ? update<ExperimentRecord>(recordKey(id), (there) => mergeRecords(record, there))
        : del(recordKey(id)),
    );
    return true;
  } catch {
    return false;
  }
}
export const saveQueue = (queue: readonly Queued[]) => save(QUEUE, queue);
export const saveKeepRuns = (keepRuns: boolean) => save(KEEP_RUNS, keepRuns);
export const saveOwnGrammars = (own: readonly string[]) => save(OWN_GRAMMARS, own);
