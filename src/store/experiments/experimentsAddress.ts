import { BUDGETS } from '../../config/experiments';
import { decimal, type OtherParts } from '../../config/hash';
import { languages } from '../../grammar/languages';
import { type ExperimentsState, NO_EXPERIMENTS } from './state';

export type ExperimentsShown = Pick<ExperimentsState, 'languageId' | 'maxSteps' | 'scope'>;

/** Whichever text the playground shows: that has a part of the address of its own. */
const TEXT = { id: 'text', name: 'The text in the playground' };

/** What Experiments shows, as parts of an address; what is as on a first visit is left out. */
export function writeExperiments({ languageId, maxSteps, scope }: ExperimentsShown) {
  return {
    // The person's own grammar is never part of an address.
    ...(languageId !== NO_EXPERIMENTS.languageId &&
      languageId !== 'own' && { language: languageId }),
    ...(maxSteps !== NO_EXPERIMENTS.maxSteps && { steps: `${maxSteps}` }),
    ...(scope !== NO_EXPERIMENTS.scope && { exam: scope }),
  };
}

/** Whether a link means the text or language with this id and name: either will do, in any case. */
export function isMeant({ id, name }: { id: string; name: string }, raw: string): boolean {
  const wanted = raw.trim().toLowerCase();
  return wanted === id.toLowerCase() || wanted === name.toLowerCase();
}

/** A part of an address about Experiments that does not exist; the usual one takes its place. */
export interface ExperimentsProblem {
  readonly kind: 'language' | 'budget' | 'scope';
  readonly raw: string;
}

/** What an address asks Experiments to show, and what of it does not exist. */
export function readExperiments({ language, steps, exam }: OtherParts): {
  readonly shown: Partial<ExperimentsShown>;
  readonly problems: readonly ExperimentsProblem[];
} {
  const problems: ExperimentsProblem[] = [];
  const shown: { -readonly [K in keyof ExperimentsShown]?: ExperimentsShown[K] } = {};
  if (language !== undefined) {
    const found = [...languages, TEXT].find((one) => isMeant(one, language));
    if (found) shown.languageId = found.id;
    else problems.push({ kind: 'language', raw: language });
  }
  if (steps !== undefined) {
    const budget = BUDGETS.find((b) => b === decimal(steps));
    shown.maxSteps = budget ?? NO_EXPERIMENTS.maxSteps;
    if (!budget) problems.push({ kind: 'budget', raw: steps });
  }
  if (exam !== undefined) {
    const scope = (['all', 'telling'] as const).find((s) => s === exam.trim().toLowerCase());
    shown.scope = scope ?? NO_EXPERIMENTS.scope;
    if (!scope) problems.push({ kind: 'scope', raw: exam });
  }
  return { shown, problems };
}
