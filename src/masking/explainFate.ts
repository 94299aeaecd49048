import { assertNever } from '../base/assert';
import { times } from '../base/words';
import type { Fate } from './collate';
import type { MaskingSettings } from './settings';

/** 0.15 as `15 %`, 0.125 as `12.5 %`. */
function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}

/** What the explanation says about a token besides its fate. */
export interface TokenFacts {
  /** How often it occurs in the text */
  readonly count: number;
  /** Number of pieces of its word */
  readonly pieces: number;
}

/** Why the strategy chose a token, as the middle of a sentence. */
function drawn({ mlmProbability, maskStrategy }: MaskingSettings, { count, pieces }: TokenFacts) {
  const share = percent(mlmProbability);
  switch (maskStrategy) {
    case 'token':
      return `one of the ${share} drawn`;
    case 'word':
      return pieces > 1
        ? `its word was drawn with all ${pieces} pieces, for a total of ${share}`
        : `its word is among the ${share} drawn`;
    case 'span':
      return `it stands in a span that was drawn, for a total of ${share}`;
    case 'phrase':
      return `its phrase was drawn whole, for a total of ${share}`;
    case 'rare':
      return `among the ${share} drawn, more likely because it occurs in the text only ${times(count)}`;
    case 'frequent':
      return `among the ${share} drawn, more likely because it occurs in the text ${times(count)}`;
    case 'hand':
      return 'you chose its word';
    default:
      return assertNever(maskStrategy);
  }
}

/** One short sentence for the page: what happened to a token, why it was chosen, and how likely that was. */
export function explainFate(fate: Fate, settings: MaskingSettings, facts: TokenFacts): string {
  const { mlmProbability, maskReplaceProb, randomReplaceProb, maskStrategy } = settings;
  const each = maskStrategy === 'span' ? 'spans' : 'those';
  const why = drawn(settings, facts);
  switch (fate) {
    case 'none':
      if (maskStrategy === 'hand') return 'Not chosen: only read, never asked.';
      return `Not drawn: ${percent(1 - mlmProbability)} are only read, never asked.`;
    case 'mask':
      return `Hidden: ${why}; ${percent(maskReplaceProb)} of ${each} become [MASK].`;
    case 'random': {
      const other = settings.randomByFrequency ? 'a token drawn by frequency' : 'a random token';
      return `Swapped: ${why}; ${percent(randomReplaceProb)} of ${each} become ${other}.`;
    }
    case 'keep': {
      const kept = percent(Math.max(0, 1 - maskReplaceProb - randomReplaceProb));
      return `Kept: ${why}; ${kept} of ${each} stay as they are but are still asked.`;
    }
    default:
      return assertNever(fate);
  }
}
