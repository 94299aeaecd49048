import { BUDGETS } from '../config/lab';
import { languages } from '../grammar/languages';
import { EMPTY_LAB, type LabState } from './labState';

type Shown = Pick<LabState, 'languageId' | 'maxSteps' | 'scope'>;

/** What the experiments show, as the address writes it: only what is not as when the page is first opened. */
export function writeLab({ languageId, maxSteps, scope }: Shown) {
  return {
    // One's own grammar is never part of an address.
    ...(languageId !== EMPTY_LAB.languageId && languageId !== 'own' && { language: languageId }),
    ...(maxSteps !== EMPTY_LAB.maxSteps && { steps: `${maxSteps}` }),
    ...(scope !== EMPTY_LAB.scope && { exam: scope }),
  };
}

/** What an address asks the experiments to show, and what of it is not to be had. */
export function readLab(address: Readonly<Record<string, string | undefined>>): {
  readonly shown: Partial<Shown>;
  readonly complaints: readonly string[];
} {
  const { language, steps, exam } = address;
  const complaints: string[] = [];
  const shown: { -readonly [K in keyof Shown]?: Shown[K] } = {};
  if (languages.some(({ id }) => id === language)) shown.languageId = language!;
  else if (language !== undefined) {
    complaints.push(`The address has a language “${language}” that Cloze does not know.`);
  }
  const budget = BUDGETS.find((b) => `${b}` === steps);
  if (budget) shown.maxSteps = budget;
  else if (steps !== undefined) {
    complaints.push(`The address sets steps to “${steps}”: they are ${BUDGETS.join(', ')}.`);
  }
  if (exam === 'telling' || exam === 'all') shown.scope = exam;
  else if (exam !== undefined) {
    complaints.push(`The address sets exam to “${exam}”: it is all or telling.`);
  }
  return { shown, complaints };
}
