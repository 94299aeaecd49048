import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import { backendName } from '../../config/choices';
import type { Backend } from '../../config/settings';
import type { Problem } from '../../protocol/problem';
import type { CheckpointParts } from './parts';
import { reopeningOf } from './record';
import type { Saving } from './saving';
import type { CheckpointState } from './state';

/** So often a run is brought back without having got any further; then the page says what is wrong. */
const MOST_ATTEMPTS = 3;

/** A device that has failed once may be back; one that has no room has none the next time either. */
const isHopeless = ({ kind }: Problem, attempts: number): boolean =>
  kind === 'backend' || kind === 'out-of-memory' || (kind === 'device-lost' && attempts > 1);

/** Brings the present run back by itself after its worker or its device has failed. */
export function createRecovery(
  { page, run, reopenings }: CheckpointParts,
  set: (patch: Partial<CheckpointState>) => void,
  saving: Pick<Saving, 'find'>,
) {
  let attempts = 0;
  /** How far the run had come when it failed last */
  let failedAt: { readonly saveId: string | undefined; readonly step: number } | undefined;
  let avoid: Backend[] = [];

  return async (problem: Problem, failed: { readonly backend: Backend | undefined }) => {
    const { run: now } = page.getState();
    const { runId, saveId, step: lost } = now;
    const hasProgressed = failedAt?.saveId !== saveId || (failedAt?.step ?? 0) < lost;
    if (failedAt?.saveId !== saveId) avoid = [];
    attempts = hasProgressed ? 1 : attempts + 1;
    failedAt = { saveId, step: lost };
    if (attempts > MOST_ATTEMPTS) {
      run.stop(problem);
      return;
    }
    if (failed.backend && isHopeless(problem, attempts)) avoid = [...avoid, failed.backend];
    const isWanted = reopenings.begin();
    const found = await saving.find(saveId);
    const { run: present, watch } = page.getState();
    if (!isWanted() || present.runId !== runId) return;
    const { begins } = present.waiting;
    const recovery = { avoid, begins };
    // Without a save it begins again, which loses less than the first few seconds.
    if (found) run.load({ ...reopeningOf(found.record, found, watch, isWanted), recovery });
    else run.load();
    const from = found?.save.step ?? 0;
    const stop = page.subscribe(({ run: loaded }) => {
      if (loaded.runId === runId || loaded.status === 'loading') return;
      stop();
      if (loaded.runId !== runId + 1 || !loaded.facts) return;
      const how =
        from === 0
          ? 'It was not saved yet, so it began again'
          : `It went back to step ${formatCount(from)}, where it was saved last, and lost ${counted(Math.max(0, lost - from), 'step')}`;
      const where = loaded.backend ? ` It runs on ${backendName(loaded.backend.backend)}.` : '';
      const next = begins ? '' : ' Press Train to go on.';
      set({ told: `${problem.what} ${how}.${where}${next}` });
    });
  };
}
