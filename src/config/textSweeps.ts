import { formatCount } from '../base/format';
import type { Arm } from './experiments';
import { type Settings, whyInvalid } from './settings';
import type { StarterLanguage } from './starter';
import { SWEEPABLE, type Sweepable } from './sweeps';

/** What a sweep over a text goes by. */
export interface SweptText {
  /** The settings that the arms change */
  readonly settings: Settings;
  /** The starter that reads the text's language */
  readonly starter: StarterLanguage | undefined;
}

/** A sweep over a text, or why there is none with these settings. */
export type TextSweep = Sweepable & { readonly why?: string };

export const BEGIN_FROM: TextSweep = {
  label: 'Begin from',
  arms: (['nothing', 'starter'] as const).map((beginFrom) => ({
    label: beginFrom === 'nothing' ? 'nothing' : 'the starter',
    settings: { beginFrom },
  })),
  named: (label) => `beginning from ${label}`,
  caution: 'All other settings stay as they are, also those that suit only one of the two.',
};

/** Settings with arms of their own on a text, as its runs are shorter, and its sentences fewer. */
const OWN: Readonly<Record<string, (settings: Settings) => Partial<TextSweep>>> = {
  // Those that Wettig et al. (2023) compare most: few, so that a student gets an answer within a minute or two.
  mlmProbability: () => ({
    arms: [0.15, 0.4, 0.8].map((p) => ({
      label: `${Math.round(100 * p)} %`,
      settings: { mlmProbability: p },
    })),
  }),
  maxSteps: ({ maxSteps }) => ({
    arms: [0.25, 0.5, 1, 2, 4]
      .map((times) => Math.max(1, Math.round(times * maxSteps)))
      .map((steps) => ({ label: formatCount(steps), settings: { maxSteps: steps } })),
  }),
  warmupSteps: ({ maxSteps }) => ({
    label: 'Warm-up',
    arms: [0, 0.03, 0.1, 0.3]
      .map((share) => Math.round(share * maxSteps))
      .map((warmupSteps) => ({ label: formatCount(warmupSteps), settings: { warmupSteps } })),
  }),
  // All sentences: a text has few enough.
  dupeFactor: () => ({
    arms: SWEEPABLE.dupeFactor!.arms.map(({ label, settings }) => ({ label, settings })),
  }),
  context: ({ beginFrom }) =>
    beginFrom === 'starter'
      ? { caution: 'The starter learned with both sides in view, which favours “both”.' }
      : {},
  vocabSize: () => ({ label: 'Vocabulary', why: 'each has its own exam' }),
  sentences: () => ({ why: 'only on a language' }),
};

/** The arms that hold together with a text's settings, each with a name of its own. */
function possible(arms: readonly Arm[], settings: Settings): Arm[] {
  const valid = arms.filter((arm) => !whyInvalid({ ...settings, ...arm.settings }));
  return valid.filter(({ label }, i) => valid.findIndex((arm) => arm.label === label) === i);
}

/**
 * What can be swept over a text, by key. All arms sit the same exam, so settings that change tokens or windows have a
 * reason in place of arms; and so have those of which fewer than two values fit the text's settings.
 */
export function textSweeps({ settings, starter }: SweptText): Readonly<Record<string, TextSweep>> {
  const sweeps = { ...SWEEPABLE, ...(starter && { beginFrom: BEGIN_FROM }) };
  return Object.fromEntries(
    Object.entries(sweeps).map(([key, usual]) => {
      const sweep: TextSweep = { ...usual, ...OWN[key]?.(settings) };
      const arms = possible(sweep.arms, settings);
      const why = sweep.why ?? (arms.length < 2 ? whyNot(key, settings) : undefined);
      return [key, { ...sweep, arms, ...(why !== undefined && { why }) }];
    }),
  );
}

function whyNot(key: string, { beginFrom, tokenizer }: Settings): string {
  if (key === 'beginFrom' && tokenizer !== 'starter') return 'the starter needs its own tokens';
  if (key === 'beginFrom' || beginFrom === 'starter') return 'the starter has one size';
  return 'no other value fits the rest of the model';
}
