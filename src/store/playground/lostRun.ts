import { counted, shortened } from '../../base/words';
import type { Source } from '../../protocol/texts';
import type { Latest } from '../latest';
import type { Reads } from '../slice';
import type { Handover } from './handover';
import type { Reopening } from './reopening';
import { toSaved } from './savedRun';
import { isOtherText } from './selectors';
import type { PlaygroundState } from './state';
import type { Undo } from './undo';

/** A run that made room for another. */
export interface LostRun {
  readonly runId: number;
  /** Has it go on in the place of the present one. */
  readonly bring: () => void;
  /** Offers that as what can be undone, after a sentence that says what happened. */
  readonly offer: (what: string) => void;
}

export interface LostRunParts {
  readonly handover: Pick<Handover, 'ask'>;
  readonly undo: Pick<Undo, 'offer' | 'say'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Latest;
  readonly chosenIn: (source: Source) => PlaygroundState['byHand'];
  /** Told of each run that is lost */
  readonly onLost?: ((lost: LostRun) => void) | undefined;
  /** Shows a text again, and has a run go on with it */
  readonly bringBack: (source: Source, reopening: Reopening) => void;
}

/**
 * Called before another model takes the place of the run that is there. If that has taken steps, asks for it, and offers
 * to bring it back. Returns whether it has asked.
 */
export function createLostRun(
  store: Reads<PlaygroundState>,
  { handover, undo, reopenings, chosenIn, onLost, bringBack }: LostRunParts,
) {
  return (next: Reopening | undefined): boolean => {
    const { run, watch, source: now } = store.getState();
    const isBack = next?.lost && `Your run of ${counted(next.saved.step, 'step')} is back.`;
    if (run.step === 0 || !run.facts || !run.loaded) {
      if (isBack) undo.say(isBack);
      return false;
    }
    const { source } = run.loaded.prepared;
    const isReplaced = !next && isOtherText(store.getState());
    const steps = counted(run.step, 'step');
    const own = isReplaced ? `the text before, with your run of ${steps}` : `your run of ${steps}`;
    const name =
      source.name === now.name ? own : `your run of ${steps} on “${shortened(source.name)}”`;
    const isRedo = next?.lost?.isUndo ?? false;
    const found = handover.ask(run);

    const bring = async () => {
      const isWanted = reopenings.begin();
      const there = await found;
      const saved = there && toSaved(there.run, there.snapshot, chosenIn);
      if (!there || !saved || !isWanted()) return;
      bringBack(source, {
        saved: { ...saved, name: source.name },
        state: there.snapshot.state,
        isWanted,
        saveId: there.run.saveId,
        lost: { run: there.run, watch, isUndo: !isRedo },
      });
    };
    const offer = (what: string) => {
      const withdraw = undo.offer({
        what,
        brings: name,
        back: '',
        texts: [source],
        isSlow: true,
        isRedo,
        undo: () => void bring(),
      });
      void found.then((there) => {
        if (!there) withdraw(`${what} The one before could not be held in memory.`);
      });
    };
    onLost?.({ runId: run.runId, bring: () => void bring(), offer });
    const began = isReplaced ? 'The text was replaced.' : 'A fresh run began.';
    offer(isBack ?? (next ? `“${next.saved.name}” is open.` : began));
    return true;
  };
}
