import type { StoreApi } from 'zustand/vanilla';
import type { Source } from '../protocol/texts';
import { forgetOwnText, saveOwnTexts } from '../storage/ownText';
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
    const notice =
      'This browser keeps no storage for the page: your text is lost when you close it.';
    store.setState({ notice });
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
      const { source, prepared, run, own } = store.getState();
      const used = [source, prepared?.source, run.loaded?.prepared.source];
      // One file may be that of several: the same text in another language.
      const files = new Set([...used, ...own].map((text) => text?.stored?.key));
      const isRead = (text: Source) => used.includes(text) || files.has(text.stored?.key);
      for (const text of dropped) if (!isRead(text)) void forgetOwnText(text);
      dropped = dropped.filter(isRead);
    },
  };
}
