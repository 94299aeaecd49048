import { counted } from '../../base/words';
import type { WorkerClient } from '../../client/workers';
import type { Source, TextRequest } from '../../protocol/texts';
import type { Slice } from '../slice';
import type { RunActions } from './run';
import type { PlaygroundState } from './state';
import type { Undo } from './undo';

type Chosen = PlaygroundState['byHand'];

/** Words chosen to be hidden: by their place in the text, so that they outlast a change of the vocabulary. */
export function createByHand(
  store: Slice<Pick<PlaygroundState, 'source' | 'prepared' | 'byHand'>>,
  texts: WorkerClient<TextRequest>,
  run: Pick<RunActions, 'takeByHand'>,
  offer: Undo['offer'],
) {
  /** Of the texts of this visit */
  const known = new WeakMap<Source, Chosen>();

  const set = (byHand: Chosen) => {
    known.set(store.getState().source, byHand);
    store.setState({ byHand });
    run.takeByHand();
  };

  /** Asks for the tokens of all chosen words, as the text was just prepared. */
  const locate = (jobId: number) => {
    const offsets = [...store.getState().byHand.keys()];
    if (offsets.length > 0) texts.post({ type: 'locate', jobId, offsets });
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
    clear() {
      const { source, byHand } = store.getState();
      set(new Map());
      offer({
        what: 'No word is hidden by hand now.',
        brings: counted(byHand.size, 'hidden word'),
        back: `${counted(byHand.size, 'word is', 'words are')} hidden again.`,
        isSmall: true,
        undo() {
          // Whoever takes this back has hidden other words meanwhile, if any: those stay.
          const now = store.getState();
          if (now.source !== source) return;
          set(new Map([...now.byHand, ...byHand]));
          if (now.prepared?.source === source) locate(now.prepared.jobId);
        },
      });
    },
    locate,
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
