import type { StoreApi } from 'zustand/vanilla';
import type { Source } from '../protocol/texts';
import { forgetOwnText, saveOwnTexts } from '../storage/ownText';
import { whyNotKept } from '../storage/whyNotKept';
import type { AppState } from './state';

/** Own texts kept; the oldest goes first. */
const MAX_OWN = 5;

/** The person's own texts: which are kept, and when the files of those that are not may go. */
export function createOwnTexts(store: StoreApi<AppState>) {
  /** No longer kept; their files go once no view reads from them. */
  let dropped: readonly Source[] = [];

  const save = async (own: readonly Source[]) => {
    store.setState({ own });
    if (await saveOwnTexts(own)) return;
    store.setState({ notice: whyNotKept() });
  };

  const replace = (list: readonly Source[]) => {
    dropped = [...dropped, ...store.getState().own].filter((o) => !list.includes(o));
    void save(list);
  };

  return {
    /** Keeps a text as the newest, in the place of `replaced` where there is one. */
    keep(source: Source, replaced?: Source) {
      const { own } = store.getState();
      const others = own.filter((o) => o.text !== '' && o !== replaced && o !== source);
      replace([source, ...others].slice(0, MAX_OWN));
    },
    /** As it was before a text was opened that is not wanted after all. */
    goBack: replace,
    /** A text that was never among them is not wanted. */
    drop(source: Source) {
      dropped = [...dropped, source];
    },
    /** Lets go of the files of dropped texts that nothing on the page reads from. */
    sweep() {
      const { source, prepared, run } = store.getState();
      const used = [source, prepared?.source, run.loaded?.prepared.source];
      for (const text of dropped) if (!used.includes(text)) void forgetOwnText(text);
      dropped = dropped.filter((text) => used.includes(text));
    },
  };
}
