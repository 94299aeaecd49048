import { sentence } from '../base/words';
import type { Settings } from '../config/settings';
import type { Problem } from '../protocol/problem';

/** What ends a session's training, in words for the page. */

/** Why no token is asked under these settings, and what to do. */
function whyNothing({ maskStrategy, mlmProbability }: Settings): Pick<Problem, 'why' | 'advice'> {
  if (maskStrategy === 'hand') {
    return {
      why: 'Words are chosen by hand, and the vocabulary knows none of those chosen.',
      advice: 'Click words under Masked, or choose another masking strategy there.',
    };
  }
  if (mlmProbability === 0) {
    return { why: 'The mask ratio is 0 %.', advice: 'Raise the mask ratio and press Train.' };
  }
  return {
    why: 'Every token of the sentences to learn from is unknown to the vocabulary, and unknown tokens are never asked.',
    advice: 'Set “Tokens” to “Characters” under Model, or choose another text, and press Train.',
  };
}

/** No token is hidden under these settings. */
export const nothingHiddenProblem = (settings: Settings): Problem => ({
  kind: 'settings',
  what: 'Nothing is hidden, so there is nothing to learn.',
  ...whyNothing(settings),
});

/** @param kept the step of the weights that it went back to */
export function notFiniteProblem(step: number, kept: number, { learningRate }: Settings): Problem {
  const lower = Number((learningRate / 4).toPrecision(1));
  return {
    kind: 'not-finite',
    what: `The loss of step ${step} is not a number, so training stopped.`,
    why: `The weights grew too fast at learning rate ${learningRate}. The weights of step ${kept} are kept.`,
    advice: `Set the learning rate to ${lower} or less and press Train to go on, or Reset to start over.`,
  };
}

/** The model fits into memory, and what training needs does not. */
export const onlyLooksProblem = (reason: string): Problem => ({
  kind: 'settings',
  what: 'This model can be looked at here, but not trained.',
  why: sentence(reason),
  advice:
    'Its guesses, maps and exam are there. To train it, choose a smaller batch or a shorter sequence, or a device with more memory; smaller models train anywhere.',
});
