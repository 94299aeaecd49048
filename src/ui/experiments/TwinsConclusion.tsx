import { useMemo, useState } from 'react';
import { twinsConclusion, twinsInScope } from '../../store/experiments/conclusions/twinsConclusion';
import type { ExperimentRunView } from '../../store/experiments/state';
import { useAppState } from '../app';
import { ConclusionLine } from './ConclusionLine';
import { useExperiments } from './useExperiments';

type Runs = readonly ExperimentRunView[] | undefined;

/** Whether nothing is another but what they guess in some sentence. */
const areSame = (a: Runs, b: Runs) =>
  a === b ||
  (a?.length === b?.length &&
    a?.every((run, i) => {
      const { result, step, isDiverged } = b![i]!;
      return run.result === result && run.step === step && run.isDiverged === isDiverged;
    }));

/** Whether both sides matter, as far as the three models have shown. */
export function TwinsConclusion() {
  const { language, scope } = useExperiments('language', 'scope');
  // While they train, the answer does not change with each step.
  const present = useAppState(({ experiments: { running, twins } }) =>
    running?.kind === 'twins' ? undefined : twins,
  );
  const [before, setBefore] = useState<Runs>(present);
  const runs = areSame(before, present) ? before : present;
  // Runs of the language before are of another exam, so they must not meet this one, not even until the next render.
  if (runs !== before) setBefore(runs);
  // Thousands of resamples: computed once per result, not per render.
  const conclusion = useMemo(
    () => twinsConclusion(twinsInScope(runs, language, scope)),
    [language, runs, scope],
  );
  return <ConclusionLine size="page" conclusion={conclusion} />;
}
