import { get, set, update } from 'idb-keyval';
import type { Plan } from '../config/lab';
import type { LabExam, LabResult } from '../protocol/lab';
import { writing } from './writing';

/** Another name where languages or exams have changed: older results would be of another exam. */
const RECORDS = 'cloze:lab-experiments-2';
const QUEUE = 'cloze:lab-queue';
const OWN_GRAMMAR = 'cloze:lab-grammar';

/** An experiment and what came of its runs so far, in this browser. */
export interface ExperimentRecord {
  readonly plan: Plan;
  /** By run, as `runIdOf` names it */
  readonly results: Readonly<Record<string, LabResult>>;
  /** Left out by versions before 0.5 */
  readonly exam?: LabExam;
}
export type ExperimentRecords = Readonly<Record<string, ExperimentRecord>>;

/** An experiment that waits for its turn. */
export interface Queued {
  readonly experimentId: string;
  readonly plan: Plan;
}

export const runIdOf = (arm: number, seed: number) => `${arm}.${seed}`;

/** [arms][seeds] of a record; what has not been run yet is left out. */
export function resultsByArm({ plan, results }: ExperimentRecord): LabResult[][] {
  return plan.arms.map((_, arm) =>
    Array.from({ length: plan.seeds }, (_, seed) => results[runIdOf(arm, seed)]).filter(
      (result) => result !== undefined,
    ),
  );
}

/** By experiment; none where the browser keeps no storage for this page. */
export async function loadExperiments(): Promise<{
  readonly records: ExperimentRecords;
  readonly queue: readonly Queued[];
  /** The person's own, the newest; none if empty */
  readonly ownGrammar: string;
}> {
  try {
    const records = (await get<ExperimentRecords>(RECORDS)) ?? {};
    const queue = (await get<readonly Queued[]>(QUEUE)) ?? [];
    return { records, queue, ownGrammar: (await get<string>(OWN_GRAMMAR)) ?? '' };
  } catch {
    return { records: {}, queue: [], ownGrammar: '' };
  }
}

async function save(key: string, value: unknown): Promise<void> {
  try {
    await writing(set(key, value));
  } catch {
    // A private window may refuse; they last as long as the page.
  }
}

/** Writes one experiment, or forgets it: what other tabs keep of others stays. */
export async function saveExperiment(id: string, record?: ExperimentRecord): Promise<void> {
  try {
    await writing(
      update<ExperimentRecords>(RECORDS, (old = {}) => {
        const { [id]: _, ...others } = old;
        return record ? { ...others, [id]: record } : others;
      }),
    );
  } catch {
    // As above.
  }
}
export const saveQueue = (queue: readonly Queued[]) => save(QUEUE, queue);
export const saveOwnGrammar = (grammar: string) => save(OWN_GRAMMAR, grammar);
