import { patcher, type Slice } from '../slice';
import type { LibrarySlice, LibraryState } from './state';

/** Runs in one chart, at most: more lines could not be told apart. */
export const MOST_CHOSEN = 8;
/** Runs that are chosen for a person who has chosen none. */
const FIRST_CHOSEN = 4;

/** Which kept runs are compared. */
export function createChoice(store: Slice<LibrarySlice>) {
  const set = patcher(store, 'library');
  const get = (): LibraryState => store.getState().library;
  const examOf = (id: string | undefined) => get().list.find((saved) => saved.id === id)?.exam.id;

  return {
    /** Chooses the newest runs of one exam where none is chosen. */
    chooseFirst() {
      const { list, chosen } = get();
      if (chosen.length > 0) return;
      const newest = list.filter(({ exam }) => exam.id === list[0]?.exam.id).slice(0, FIRST_CHOSEN);
      set({ chosen: newest.map(({ id }) => id).reverse(), refused: undefined });
    },

    /** Compares a run with those chosen, or no longer. One of another exam cannot stand beside them. */
    choose(id: string, on: boolean) {
      const others = get().chosen.filter((other) => other !== id);
      if (!on) {
        set({ chosen: others, refused: undefined });
        return;
      }
      if (examOf(id) !== examOf(others[0] ?? id)) set({ refused: { id, why: 'exam' } });
      else if (others.length >= MOST_CHOSEN) set({ refused: { id, why: 'many' } });
      else set({ chosen: [...others, id], refused: undefined });
    },

    /** Compares it with nothing else: the choice begins anew. */
    chooseAlone: (id: string) => set({ chosen: [id], refused: undefined }),

    /** Has it compared with the first of those chosen, word by word; nothing where undefined. */
    compareByWords: (id: string | undefined) => set({ byWords: id, refused: undefined }),

    /** Chooses a run where it stood before, if it still can be. */
    chooseAgain(id: string, place: number) {
      const { chosen } = get();
      if (chosen.length >= MOST_CHOSEN || examOf(chosen[0] ?? id) !== examOf(id)) return;
      set({ chosen: chosen.toSpliced(place, 0, id) });
    },
  };
}
