import { nameSome } from '../../base/words';
import { MOST_OWN_TEXTS } from '../../config/textLimits';
import type { Source } from '../../protocol/texts';
import { forgetOwnText, saveOwnTexts, type Unkept } from '../../storage/ownText';
import { whyNotKept } from '../../storage/whyNotKept';
import { createNotice } from '../notice';
import type { NoticeState } from '../page';
import type { Slice } from '../slice';
import type { PlaygroundState } from './state';

const quoted = (names: readonly string[]) => nameSome(names.map((name) => `“${name}”`));

function unkeptNotice({ names, noRoom }: Unkept): string | undefined {
  if (names.length === 0) return undefined;
  if (!noRoom) return whyNotKept();
  const last = names.length > 1 ? 'They are' : 'It is';
  return `This browser has no room left to keep ${quoted(names)}. ${last} here until you close the page.`;
}

/** Names texts of the last visit that are gone. */
export const goneNotice = (names: readonly string[]): string =>
  `This browser could not keep ${quoted(names)} after the page was closed. ` +
  `Open or paste ${names.length > 1 ? 'them' : 'it'} again to go on.`;

/** The person's own texts: which are kept, and when the files of those that are not may go. */
export function createOwnTexts(store: Slice<PlaygroundState & NoticeState>) {
  /** Long texts that are no longer kept; their files go once no view reads from them. */
  let dropped: readonly Source[] = [];
  const drop = (texts: readonly Source[]) => {
    dropped = [...dropped, ...texts.filter(({ stored }) => stored?.key !== undefined)];
  };
  /** The one that was deleted last: it can be had back, so its file stays */
  let deleted: Source | undefined;
  const say = createNotice(store);
  let told: string | undefined;

  const save = async (own: readonly Source[]) => {
    store.setState({ own });
    const notice = unkeptNotice(await saveOwnTexts(own));
    if (notice === told) return; // texts are saved with every keystroke
    told = notice;
    say(notice);
  };

  const replace = (list: readonly Source[]) => {
    drop(store.getState().own);
    dropped = dropped.filter((o) => !list.includes(o));
    void save(list);
  };

  /** Lets go of the files of dropped texts that nothing on the page reads from. */
  const sweep = () => {
    const { source, prepared, run, own, undo } = store.getState();
    const back = [...(undo?.texts ?? []), ...(undo?.behind?.texts ?? []), deleted];
    const used = [source, prepared?.source, run.loaded?.prepared.source, ...back];
    // One file may be that of several: the same text in another language.
    const files = new Set([...used, ...own].map((text) => text?.stored?.key));
    const isRead = (text: Source) => used.includes(text) || files.has(text.stored?.key);
    for (const text of dropped) if (!isRead(text)) void forgetOwnText(text);
    dropped = dropped.filter(isRead);
  };

  return {
    /** Keeps a text as the newest, in the place of `replaced` where there is one. */
    keep(source: Source, replaced?: Source) {
      const { own } = store.getState();
      const others = own.filter((o) => o.text !== '' && o !== replaced && o !== source);
      replace([source, ...others].slice(0, MOST_OWN_TEXTS));
    },
    /** As it was before a text was opened that is not wanted after all. */
    goBack: replace,
    /** As it was, with those that have come since as far as there is room. */
    bringBack(before: readonly Source[]) {
      const since = store.getState().own.filter((o) => o.text !== '' && !before.includes(o));
      replace([...before, ...since].slice(0, MOST_OWN_TEXTS));
    },
    /** A text that was never among them is not wanted. */
    drop: (source: Source) => drop([source]),
    sweep,
    /** Keeps exactly these, as they are arranged in the Library; `back` is the one that may come back. */
    arrange(list: readonly Source[], back: Source | undefined) {
      deleted = back;
      replace(list);
      sweep();
    },
  };
}
