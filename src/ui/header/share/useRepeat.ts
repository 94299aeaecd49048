import { useMemo } from 'react';
import { type NotRepeatable, type Repeatable, repeatOf } from '../../../store/links/sent/repeat';
import { useAppState } from '../../app';

/** A link that repeats the present run as it was when this was opened, or why there is none; undefined without a run. */
export function useRepeat(): Repeatable | NotRepeatable | undefined {
  const runId = useAppState((s) => s.run.runId);
  const status = useAppState((s) => s.run.status);
  const settings = useAppState((s) => s.settings);
  const run = useAppState((s) => s.run);
  // While it trains, a link that changed with each step could not be copied.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const repeat = useMemo(() => repeatOf({ run, settings }), [runId, status, settings]);
  return repeat.kind === 'none' ? undefined : repeat;
}
