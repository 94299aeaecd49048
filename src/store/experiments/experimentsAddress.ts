import { formatCount } from '../../base/format';
import { BUDGETS } from '../../config/experiments';
import { decimal, type OtherParts } from '../../config/hash';
import { languages } from '../../grammar/languages';
import { invalid, notThere } from '../links/linkTexts';
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

const SCOPES = { all: 'all blanks', telling: 'blanks where the side matters' } as const;

/** What an address asks Experiments to show, and complaints about what does not exist. */
export function readExperiments({ language, steps, exam }: OtherParts): {
  readonly shown: Partial<ExperimentsShown>;
  readonly complaints: readonly string[];
} {
  const complaints: string[] = [];
  const shown: { -readonly [K in keyof ExperimentsShown]?: ExperimentsShown[K] } = {};
  if (language !== undefined) {
    const found = [...languages, TEXT].find((one) => isMeant(one, language));
    if (found) shown.languageId = found.id;
    else {
      complaints.push(notThere('language', language, 'Experiments keeps its current one'));
    }
  }
  if (steps !== undefined) {
    const budget = BUDGETS.find((b) => b === decimal(steps));
    shown.maxSteps = budget ?? NO_EXPERIMENTS.maxSteps;
    if (!budget) {
      const possible = `Possible values: ${BUDGETS.map(formatCount).join(', ')}.`;
      const usual = formatCount(NO_EXPERIMENTS.maxSteps);
      complaints.push(invalid('number of steps in Experiments', steps, usual, possible));
    }
  }
  if (exam !== undefined) {
    const scope = (['all', 'telling'] as const).find((s) => s === exam.trim().toLowerCase());
    shown.scope = scope ?? NO_EXPERIMENTS.scope;
    if (!scope) {
      const possible = `Possible values: ${Object.values(SCOPES).join(', ')}.`;
      complaints.push(
        invalid('choice of exam blanks', exam, SCOPES[NO_EXPERIMENTS.scope], possible),
      );
    }
  }
  return { shown, complaints };
}
