import { del, get, getMany, keys, set, setMany, update } from 'idb-keyval';
import { EXPERIMENT_SETTINGS, type Plan } from '../config/experiments';
import type { Settings } from '../config/settings';
import type { ExperimentExam, ExperimentResult } from '../protocol/experiments';
import { writing } from './writing';

/** An experiment has a key of its own: a result is written without the others. */
const RECORD = 'cloze:lab-experiment:';
const recordKey = (id: string) => `${RECORD}${id}`;
/** All of them, as versions up to 0.5 kept them */
const RECORDS = 'cloze:lab-experiments-3';
const QUEUE = 'cloze:lab-queue';
const OWN_GRAMMARS = 'cloze:lab-grammar';
const KEEP_RUNS = 'cloze:lab-keep-runs';

/** An experiment and what came of its runs so far, in this browser. */
export interface ExperimentRecord {
  readonly plan: Plan;
  /** What its arms change the settings of; another version of the page may begin with others */
  readonly base: Settings;
  /** By run, as `runIdOf` names it */
  readonly results: Readonly<Record<string, ExperimentResult>>;
  /** Runs that ended because their loss was not a number any more, and the last step before: they have no result */
  readonly diverged: Readonly<Record<string, number>>;
  /** Once the first run has begun */
  readonly exam?: ExperimentExam;
}

/** A record of which nothing is run. */
export const emptyRecord = (plan: Plan): ExperimentRecord => ({
  ...{ plan, base: EXPERIMENT_SETTINGS },
  ...{ results: {}, diverged: {} },
});

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Whether a record's results are results of the plan too: only the number of seeds may differ. */
export const fits = ({ plan, base }: ExperimentRecord, wanted: Plan): boolean =>
  same({ ...plan, seeds: 0 }, { ...wanted, seeds: 0 }) && same(base, EXPERIMENT_SETTINGS);

/** Whether a run of a record need not be run any more. */
export const isDone = ({ results, diverged }: ExperimentRecord, runId: string): boolean =>
  runId in results || runId in diverged;

/** `record` with the results that only `other` has, where both are of one plan and one exam. */
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

/** An experiment that waits for its turn. */
export interface Queued {
  readonly experimentId: string;
  readonly plan: Plan;
}

export const runIdOf = (arm: number, seed: number) => `${arm}.${seed}`;

/** [arms][seeds] of a record; what has not been run yet is left out. */
export function resultsByArm({ plan, results }: ExperimentRecord): ExperimentResult[][] {
  return plan.arms.map((_, arm) =>
    Array.from({ length: plan.seeds }, (_, seed) => results[runIdOf(arm, seed)]).filter(
      (result) => result !== undefined,
    ),
  );
}

/** Gives each experiment that an earlier version kept a key of its own; returns those that found no room. */
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
    return record ? [[name.slice(RECORD.length), record] as const] : [];
  });
  return { ...old, ...Object.fromEntries(own) };
}

/** By experiment; none where the browser keeps no storage for this page. */
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
    // A single one was kept at first.
    const own = (await get<string | readonly string[]>(OWN_GRAMMARS)) ?? [];
    const ownGrammars = typeof own === 'string' ? [own] : own;
    return { records, queue, ownGrammars, keepRuns: (await get<boolean>(KEEP_RUNS)) ?? false };
  } catch {
    return { records: {}, queue: [], ownGrammars: [], keepRuns: false };
  }
}

/** Resolves to false where the browser did not write it: then it lasts as long as the page. */
async function save(key: string, value: unknown): Promise<boolean> {
  try {
    await writing(set(key, value));
    return true;
  } catch {
    return false;
  }
}

/** One experiment as it stands in storage: another tab may have gone on with it. */
export async function loadExperiment(id: string): Promise<ExperimentRecord | undefined> {
  try {
    return await get<ExperimentRecord>(recordKey(id));
  } catch {
    return undefined;
  }
}

/**
 * Writes one experiment, or forgets it. What other tabs have done of it stays. Resolves to false where the browser did
 * not write it: there is no room, or a private window refuses.
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
