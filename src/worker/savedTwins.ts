import { CONTEXTS, type Settings } from '../config/settings';
import type { ExperimentRun, SavedTwin } from '../protocol/experiments';
import { nameOf } from './experimentRun';
import type { Learnable } from './learnable';
import type { RunSaves } from './runSaves';

/** The settings of a run of this name; undefined where another version of the page has named it. */
function settingsIn(name: string): Partial<Settings> | undefined {
  try {
    return (JSON.parse(name) as [string, string, ExperimentRun])[2].settings;
  } catch {
    return undefined;
  }
}

/**
 * The three runs side by side of a group that were saved last on what is learned, as far as each has come; none where not
 * all three are there.
 *
 * @param machine settings that have no say in what is trained
 */
export async function savedTwins(
  { namesOf, find }: Pick<RunSaves, 'namesOf' | 'find'>,
  learnable: Pick<Learnable, 'id' | 'exam'>,
  group: string,
  machine: Pick<Settings, 'backend' | 'workers'>,
): Promise<readonly SavedTwin[]> {
  for (const name of await namesOf(group)) {
    const settings = settingsIn(name);
    if (!settings) continue;
    const runs = CONTEXTS.map(
      (context): ExperimentRun => ({
        id: context,
        settings: { ...(settings as Settings), ...machine, context },
      }),
    );
    const names = runs.map((run) => nameOf(learnable, run, { probe: false }));
    if (!names.includes(name)) continue; // of another language, or text
    const found = await Promise.all(names.map(find));
    const twins = runs.flatMap((run, i) => {
      const { step, isDone } = found[i]?.save ?? {};
      return step === undefined || isDone === undefined ? [] : [{ run, step, isDone }];
    });
    if (twins.length === runs.length) return twins;
  }
  return [];
}
