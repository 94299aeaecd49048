import type { Source } from '../../protocol/texts';
import type { Slice } from '../slice';

/** A change that lost something, which can be had back. */
export interface Undoable {
  /** What happened, a sentence */
  readonly what: string;
  /** What comes back, as in “your run of 1 000 steps” */
  readonly brings: string;
  /** What is said once it is back, a sentence */
  readonly back: string;
  /** Texts that it may bring back: their files must stay */
  readonly texts?: readonly Source[];
  /** Easily mended by hand: what was offered before it waits behind it, and is not pushed out */
  readonly isSmall?: boolean;
  /** Takes a while, and may come to nothing: it is offered until what it brings is there */
  readonly isSlow?: boolean;
  /** Whether it takes back an undo */
  readonly isRedo?: boolean;
  readonly undo: () => void;
}

/** What the page says of the last such change. Only what has `undo` can still be undone. */
export type UndoNotice = Partial<Undoable> & {
  readonly what: string;
  /** What is offered once this is undone */
  readonly behind?: UndoNotice | undefined;
};

export interface UndoState {
  readonly undo: UndoNotice | undefined;
}

/** Offers to undo the last change that lost something, one at a time. An undo is such a change too. */
export function createUndo(store: Slice<UndoState>) {
  const get = () => store.getState().undo;
  const set = (undo: UndoNotice | undefined) => store.setState({ undo });
  /** What is offered meanwhile takes an undo back; or, of a redo, is an undo again */
  let undoing: UndoNotice | undefined;

  return {
    /** Offers this from now on. Returns a function that takes the offer back, and says why. */
    offer(change: Undoable): (why: string) => void {
      const before = get();
      const greater = before?.isSmall ? before.behind : before;
      set({
        ...change,
        isRedo: change.isRedo ?? (undoing !== undefined && !undoing.isRedo),
        behind: change.isSmall && greater?.undo && !greater.isRedo ? greater : undefined,
      });
      const isThis = (notice: UndoNotice | undefined) => notice?.undo === change.undo;
      return (why) => {
        const now = get();
        if (isThis(now)) set({ what: why });
        else if (now && isThis(now.behind)) set({ ...now, behind: undefined });
      };
    },

    undo() {
      const notice = get();
      if (!notice?.undo) return;
      if (notice.isSlow) {
        notice.undo();
        return;
      }
      set(undefined);
      undoing = notice;
      notice.undo();
      undoing = undefined;
      set(notice.behind ?? { ...get(), what: notice.back ?? '' });
    },

    /** Says that something is there again. */
    say: (what: string) => set({ what }),
    dismiss: () => set(undefined),
  };
}

export type Undo = ReturnType<typeof createUndo>;
