import type { Plan } from '../../config/experiments';
import { languageName } from '../../grammar/languages';

/** What the runs of a plan learn, as the page calls it. */
export const planName = ({ language, text }: Pick<Plan, 'language' | 'text'>): string =>
  text?.name ?? languageName(language);
