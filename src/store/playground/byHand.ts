import type { WorkerClient } from '../../client/workers';
import type { Source, TextRequest } from '../../protocol/texts';
import type { Slice } from '../slice';
import type { RunActions } from './run';
import type { PlaygroundState } from './state';

type Chosen = PlaygroundState['byHand'];

/** Words chosen to be hidden: by their place in the text, so that they outlast a change of the vocabulary. */
export function createByHand(
  store: Slice<Pick<PlaygroundState, 'source' | 'byHand'>>,
  texts: WorkerClient<TextRequest>,
  run: Pick<RunActions, 'takeByHand'>,
) {
  /** Of the texts of this visit */
  const known = new WeakMap<Source, Chosen>();

  const set = (byHand: Chosen) => {
    known.set(store.getState().source, byHand);
    store.setState({ byHand });
    run.takeByHand();
  };

  return {
    of: (source: Source): Chosen => known.get(source) ?? new Map(),
    /** The same words in the same text, to be cut by the rules of another language. */
    carry(from: Source, to: Source) {
      known.set(to, known.get(from) ?? new Map());
    },
    /** Hides the word at `offset`, or shows it again. */
    toggle(offset: number, tokens: readonly [first: number, end: number]) {
      const byHand = new Map(store.getState().byHand);
      if (!byHand.delete(offset)) byHand.set(offset, tokens);
      set(byHand);
    },
    clear: () => set(new Map()),
    /** Asks for the tokens of all chosen words, as the text was just prepared. */
    locate(jobId: number) {
      const offsets = [...store.getState().byHand.keys()];
      if (offsets.length > 0) texts.post({ type: 'locate', jobId, offsets });
    },
    onLocated(offsets: readonly number[], tokens: Uint32Array) {
      const byHand = new Map(store.getState().byHand);
      offsets.forEach((offset, i) => {
        const [first, end] = [tokens[2 * i]!, tokens[2 * i + 1]!];
        if (!byHand.has(offset)) return; // it was shown again meanwhile
        if (first === end) byHand.delete(offset);
        else byHand.set(offset, [first, end]);
      });
      set(byHand);
    },
  };
}

export type ByHand = ReturnType<typeof createByHand>;
