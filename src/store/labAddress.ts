import { formatCount } from '../base/format';
import { decimal, type OtherParts } from '../config/hash';
import { BUDGETS } from '../config/lab';
import { languages } from '../grammar/languages';
import { EMPTY_LAB, type LabState } from './labState';
import { invalid, notThere } from './linkTexts';

export type LabShown = Pick<LabState, 'languageId' | 'maxSteps' | 'scope'>;

/** What the experiments show, as the address writes it: only what is not as when the page is first opened. */
export function writeLab({ languageId, maxSteps, scope }: LabShown) {
  return {
    // One's own grammar is never part of an address.
    ...(languageId !== EMPTY_LAB.languageId && languageId !== 'own' && { language: languageId }),
    ...(maxSteps !== EMPTY_LAB.maxSteps && { steps: `${maxSteps}` }),
    ...(scope !== EMPTY_LAB.scope && { exam: scope }),
  };
}

/** Whether a link means the text or language with this id and name: either will do, in any case of letters. */
export function isMeant({ id, name }: { id: string; name: string }, raw: string): boolean {
  const wanted = raw.trim().toLowerCase();
  return wanted === id.toLowerCase() || wanted === name.toLowerCase();
}

const SCOPES = { all: 'all blanks', telling: 'telling blanks only' } as const;

/** What an address asks the experiments to show, and what of it is not to be had. */
export function readLab({ language, steps, exam }: OtherParts): {
  readonly shown: Partial<LabShown>;
  readonly complaints: readonly string[];
} {
  const complaints: string[] = [];
  const shown: { -readonly [K in keyof LabShown]?: LabShown[K] } = {};
  if (language !== undefined) {
    const found = languages.find((one) => isMeant(one, language));
    if (found) shown.languageId = found.id;
    else {
      complaints.push(notThere('language', language, 'Experiments keeps its current one'));
    }
  }
  if (steps !== undefined) {
    const budget = BUDGETS.find((b) => b === decimal(steps));
    shown.maxSteps = budget ?? EMPTY_LAB.maxSteps;
    if (!budget) {
      const possible = `Possible values: ${BUDGETS.map(formatCount).join(', ')}.`;
      const usual = formatCount(EMPTY_LAB.maxSteps);
      complaints.push(invalid('number of steps in Experiments', steps, usual, possible));
    }
  }
  if (exam !== undefined) {
    const scope = (['all', 'telling'] as const).find((s) => s === exam.trim().toLowerCase());
    shown.scope = scope ?? EMPTY_LAB.scope;
    if (!scope) {
      const possible = `Possible values: ${Object.values(SCOPES).join(', ')}.`;
      complaints.push(invalid('choice of exam blanks', exam, SCOPES[EMPTY_LAB.scope], possible));
    }
  }
  return { shown, complaints };
}
