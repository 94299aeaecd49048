import { useMemo, useState } from 'react';
import type { Plan } from '../../config/experiments';
import { SWEEPABLE } from '../../config/sweeps';
import { useAppState } from '../app';
import { type KnownSweep, knownSweeps, sweepId } from './sweepPlans';

/** What is swept over what, and how to choose another. */
export interface ShownSweep {
  readonly experimentId: string;
  readonly plan: Plan;
  /** Key of `SWEEPABLE` */
  readonly setting: string;
  readonly choose: {
    readonly setting: (name: string) => void;
    readonly language: (id: string) => void;
    readonly seeds: (count: number) => void;
    readonly steps: (count: number) => void;
  };
}

/**
 * The sweep that is shown. Unless the person chooses another, it is the one that runs or waits, whatever language is
 * shown above. It stays when it is paused or done, until another language is chosen above; after a visit to another
 * part of the page it is the setting with the newest results.
 */
export function useSweep(): ShownSweep {
  const languageId = useAppState((s) => s.experiments.languageId);
  const ownGrammar = useAppState((s) => s.experiments.ownGrammar);
  const records = useAppState((s) => s.experiments.records);
  const running = useAppState((s) => s.experiments.running);
  const queue = useAppState((s) => s.experiments.queue);
  const discarded = useAppState((s) => s.experiments.discarded);
  const known = useMemo(
    () => knownSweeps({ running, queue, discarded, records }),
    [running, queue, discarded, records],
  );
  const [chosenSetting, setSetting] = useState<string>();
  const [chosenLanguage, setLanguage] = useState<string>();
  const [chosenSeeds, setSeeds] = useState<number>();
  const [chosenSteps, setSteps] = useState<number>();
  const active = known.find(({ isActive }) => isActive);
  const [last, setLast] = useState<{ sweep: KnownSweep; above: string }>();
  if (active && (active.id !== last?.sweep.id || languageId !== last.above)) {
    setLast({ sweep: active, above: languageId });
  } else if (!active && last && languageId !== last.above) setLast(undefined);
  const shown = active ?? last?.sweep;
  const setting = chosenSetting ?? shown?.setting ?? known[0]?.setting ?? 'mlmProbability';
  const followed = shown?.setting === setting ? shown.plan : undefined;
  const language = chosenLanguage ?? followed?.language ?? languageId;
  const isFollowed = language === followed?.language;
  const grammar = language === 'own' ? (isFollowed && followed.grammar) || ownGrammar : undefined;
  // With as many steps as it was run with last: then it can go on.
  const stepsOf = (k: KnownSweep) => k.id === sweepId(setting, { ...k.plan, language, grammar });
  const maxSteps = chosenSteps ?? known.find(stepsOf)?.plan.maxSteps ?? 1000;
  const experimentId = sweepId(setting, { language, grammar, maxSteps });
  const seeds = chosenSeeds ?? known.find(({ id }) => id === experimentId)?.plan.seeds ?? 3;
  return {
    experimentId,
    setting,
    plan: {
      language,
      ...(grammar !== undefined && { grammar }),
      ...{ arms: SWEEPABLE[setting]!.arms, seeds, maxSteps, metric: 'accuracy' },
    },
    choose: {
      setting: (name) => {
        setSetting(name);
        setLanguage(language); // the rest stays as it is shown
        setSeeds(undefined);
        setSteps(undefined);
      },
      language: setLanguage,
      seeds: setSeeds,
      steps: setSteps,
    },
  };
}
