import { get, set } from 'idb-keyval';
import type { Plan } from '../config/lab';
import type { LabResult } from '../protocol/lab';

const KEY = 'cloze:lab-experiments';

/** An experiment and what came of its runs so far, in this browser. */
export interface ExperimentRecord {
  readonly plan: Plan;
  /** By run, as `runIdOf` names it */
  readonly results: Readonly<Record<string, LabResult>>;
}
export type ExperimentRecords = Readonly<Record<string, ExperimentRecord>>;

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
export async function loadExperiments(): Promise<ExperimentRecords> {
  try {
    return (await get<ExperimentRecords>(KEY)) ?? {};
  } catch {
    return {};
  }
}

export async function saveExperiments(records: ExperimentRecords): Promise<void> {
  try {
    await set(KEY, records);
  } catch {
    // A private window may refuse; they last as long as the page.
  }
}
