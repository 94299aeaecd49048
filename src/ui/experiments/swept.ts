import type { Plan } from '../../config/experiments';
import { SWEEPABLE } from '../../config/sweeps';
import { BEGIN_FROM, type TextSweep, textSweeps } from '../../config/textSweeps';
import { languages } from '../../grammar/languages';
import type { ShownText } from '../../store/experiments/ownText';
import { type KnownSweep, textName } from './sweepPlans';

type Sweeps = Readonly<Record<string, TextSweep>>;

/** What a sweep is over. */
export interface Swept {
  /** A language's id, 'text', or the id of a sweep over an earlier text */
  readonly on: string;
  readonly subject: Pick<Plan, 'language' | 'grammar' | 'text'>;
  /** Steps of a run unless others are chosen */
  readonly usualSteps: number;
  /** What can be swept over it in runs of so many steps, by key; with the reason where it cannot */
  readonly sweeps: (steps: number) => Sweeps;
  /** Steps of a run in the playground, where it is the text there */
  readonly ownSteps?: number;
  /** Where it is an earlier text: all but the seeds stays as it was */
  readonly fixed?: Plan;
}

/** Settings that may have been swept over a text, for their names */
const ONCE: Sweeps = { ...SWEEPABLE, beginFrom: BEGIN_FROM };

export function overLanguage(id: string, ownGrammar: string): Swept | undefined {
  if (id !== 'own' && !languages.some((language) => language.id === id)) return undefined;
  const subject = { language: id, ...(id === 'own' && { grammar: ownGrammar }) };
  return { on: id, subject, usualSteps: 1000, sweeps: () => SWEEPABLE };
}

/** The text that the playground has now, with its settings. */
export function overText({ plan, settings, toLearn }: ShownText): Swept {
  const { maxSteps: ownSteps } = settings;
  return {
    ...{ on: 'text', subject: { language: 'text', text: plan } },
    ...{ usualSteps: ownSteps, ownSteps },
    sweeps: (maxSteps) =>
      textSweeps({ settings: { ...settings, maxSteps }, starter: toLearn.starter }),
  };
}

/** A text, or settings, that the playground does not have now: results that can be read. */
export const overEarlier = ({ id, plan }: KnownSweep): Swept => ({
  ...{ on: id, subject: plan, usualSteps: plan.maxSteps },
  ...{ sweeps: () => ONCE, fixed: plan },
});

/** Whether a sweep is over a text, or with settings, other than those of now. */
export const isEarlier = ({ plan: { text } }: KnownSweep, now: ShownText | undefined): boolean =>
  text !== undefined && (now === undefined || textName(text) !== textName(now.plan));
