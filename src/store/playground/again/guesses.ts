import type { WorkerClient } from '../../../client/workers';
import type { GuessAnswer, SavedModel } from '../../../protocol/look';
import type { TrainerRequest } from '../../../protocol/trainer';
import { patcher, type Slice } from '../../slice';
import { lookInput } from '../specimen';
import type { PlaygroundState } from '../state';
import { earlierOf, isSameVocabulary } from './selectors';

/** What the earlier run guesses in the watched sentence: its parameters are the page's, the trainer computes with them. */
export function createEarlierGuesses(
  store: Slice<PlaygroundState>,
  trainer: Pick<WorkerClient<TrainerRequest>, 'post'>,
) {
  const set = patcher(store, 'again');
  let requestId = 0;

  return {
    /** Another sentence is watched, or another model is there. */
    askEarlier() {
      const state = store.getState();
      const { run, watch } = state;
      const earlier = earlierOf(state);
      requestId++; // what was asked before is about another sentence
      if (state.again.guesses) set({ guesses: undefined });
      // Without a model there is nobody to ask: once it is loaded, its sentence is shown, and this asked again.
      if (!earlier || !watch.specimen || !run.facts) return;
      if (!isSameVocabulary(state, earlier)) {
        const refusal =
          'The earlier run has another vocabulary, so it would read this sentence as other tokens.';
        set({ guesses: { requestId, refusal } });
        return;
      }
      const { saved } = earlier;
      const model: SavedModel = {
        settings: saved.settings,
        vocabSize: saved.vocabulary.tokens.length,
        parameters: earlier.state.parameters,
      };
      const look = { requestId, ...lookInput(watch.specimen) };
      trainer.post({ type: 'guess', runId: run.runId, model, look });
    },

    onGuess(answer: GuessAnswer) {
      if (answer.requestId !== requestId) return;
      set({ guesses: answer });
    },
  };
}
