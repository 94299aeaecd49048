import { useMemo, useState } from 'react';
import type { Plan } from '../../config/experiments';
import type { TextSweep } from '../../config/textSweeps';
import { NO_EXPERIMENTS } from '../../store/experiments/state';
import { type KnownSweep, knownSweeps, sweepId } from './sweepPlans';
import { isEarlier, overEarlier, overLanguage, overText, type Swept } from './swept';
import { useExperiments } from './useExperiments';

/** What is swept over what, and how to choose another. */
export interface ShownSweep {
  readonly experimentId: string;
  readonly plan: Plan;
  /** Key of `sweeps` */
  readonly setting: string;
  /** What can be swept over what is chosen, by key; with the reason where it cannot */
  readonly sweeps: Readonly<Record<string, TextSweep>>;
  readonly swept: Swept;
  /** Sweeps of this setting over texts, or with settings, that the playground does not have now */
  readonly earlier: readonly KnownSweep[];
  readonly choose: {
    readonly setting: (name: string) => void;
    readonly language: (id: string) => void;
    readonly seeds: (count: number) => void;
    readonly steps: (count: number) => void;
  };
}

const USUAL = 'mlmProbability';

/**
 * The sweep that is shown. Unless the person chooses another, it is the one that runs or waits, whatever language is
 * shown above. It stays when it is paused or done, until another language is chosen above; after a visit to another
 * part of the page it is the setting with the newest results.
 */
export function useSweep(): ShownSweep {
  const { languageId, ownGrammar, records, running, queue, discarded, playground, text } =
    useExperiments(
      ...(['languageId', 'ownGrammar', 'records', 'running', 'queue', 'discarded'] as const),
      ...(['playground', 'text'] as const),
    );
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
  const wanted = chosenSetting ?? shown?.setting ?? known[0]?.setting ?? USUAL;
  const followed = shown?.setting === wanted ? shown : undefined;
  /** The text as it would be learned now */
  const now = playground?.text ?? text;
  const followedOn = followed && (isEarlier(followed, now) ? followed.id : followed.plan.language);
  const on = chosenLanguage ?? followedOn ?? languageId;
  const grammarOf = ({ plan }: KnownSweep) => (plan.language === on ? plan.grammar : undefined);
  const early = known.find(({ id, setting }) => id === on && setting === wanted);
  const swept =
    (early && overEarlier(early)) ??
    overLanguage(on, (followed && grammarOf(followed)) || ownGrammar) ??
    (now ? overText(now) : overLanguage(NO_EXPERIMENTS.languageId, '')!);

  const { subject, fixed, usualSteps } = swept;
  const setting = wanted in swept.sweeps(usualSteps) ? wanted : USUAL;
  // With as many steps as it was run with last: then it can go on.
  const stepsOf = ({ id, plan }: KnownSweep) =>
    id === sweepId(setting, { ...subject, maxSteps: plan.maxSteps });
  const maxSteps =
    (fixed ? undefined : chosenSteps) ?? known.find(stepsOf)?.plan.maxSteps ?? usualSteps;
  const sweeps = swept.sweeps(maxSteps);
  const experimentId = early?.id ?? sweepId(setting, { ...subject, maxSteps });
  const seeds = chosenSeeds ?? known.find(({ id }) => id === experimentId)?.plan.seeds ?? 3;
  const others = new Map(known.map((sweep) => [sweep.id, sweep])).values();
  return {
    ...{ experimentId, setting, sweeps, swept },
    earlier: [...others].filter((one) => one.setting === setting && isEarlier(one, now)),
    plan: fixed
      ? { ...fixed, seeds }
      : { ...subject, arms: sweeps[setting]!.arms, seeds, maxSteps, metric: 'accuracy' },
    choose: {
      setting: (name) => {
        setSetting(name);
        setLanguage(fixed ? undefined : swept.on); // the rest stays as it is shown
        setSeeds(undefined);
        setSteps(undefined);
      },
      language: (id) => {
        setLanguage(id);
        // A text has steps of its own.
        if (id === 'text' || subject.text) setSteps(undefined);
      },
      seeds: setSeeds,
      steps: setSteps,
    },
  };
}
