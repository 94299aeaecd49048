import { assertNever } from '../base/assert';
import type { Fate, MaskingSettings } from './collate';

/** 0.15 as `15 %`, 0.125 as `12.5 %`. */
function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}

/** One short sentence for the page: what became of a token, and how likely that was. */
export function explainFate(fate: Fate, settings: MaskingSettings): string {
  const { mlmProbability, maskReplaceProb, randomReplaceProb } = settings;
  const drawn = `one of the ${percent(mlmProbability)} drawn`;
  switch (fate) {
    case 'none':
      return `Not drawn: ${percent(1 - mlmProbability)} are only read, never asked.`;
    case 'mask':
      return `Hidden: ${drawn}; ${percent(maskReplaceProb)} of those become [MASK].`;
    case 'random':
      return `Swapped: ${drawn}; ${percent(randomReplaceProb)} of those become a random token.`;
    case 'keep': {
      const kept = percent(Math.max(0, 1 - maskReplaceProb - randomReplaceProb));
      return `Kept: ${drawn}; ${kept} of those stay as they are and are asked all the same.`;
    }
    default:
      return assertNever(fate);
  }
}
