import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import { nameSome } from '../base/words';
import type { WorkerClient } from '../client/workers';
import type { FileChoice } from '../files/types';
import type { Source, TextEvent, TextRequest } from '../protocol/texts';
import { forgetOwnText } from '../storage/ownText';
import { createNotice } from './notice';
import type { AppState } from './state';

/**
 * Texts that the text worker reads from files or draws of a language, one at a time. Until one is there, and if it
 * fails, the present text stays; then `take` gets it, and the text that it is another reading of, if any.
 */
export function createOpenings(
  store: StoreApi<AppState>,
  texts: WorkerClient<TextRequest>,
  take: (opened: Source, readingOf: Source | undefined) => void,
) {
  let openId = 0;
  /** The text whose file is being read anew, in another encoding or part */
  let reopened: Source | undefined;
  const say = createNotice(store);

  const begin = (name: string) => {
    reopened = undefined;
    store.setState({ opening: { name, fraction: 0 }, textProblem: undefined });
    return ++openId;
  };

  const open = (files: readonly File[], name: string, choice: FileChoice = {}) => {
    if (files.length === 0) {
      const notice = 'What you dropped contains no files.';
      store.setState({ notice });
      return;
    }
    texts.post({ type: 'open', openId: begin(name), name, files, choice });
  };

  /** Says what was passed over, and what the readers noted. */
  const tell = (skipped: readonly string[], notes: readonly string[]) => {
    const all = [...notes];
    if (skipped.length > 0) all.unshift(`Skipped, not text: ${nameSome(skipped)}.`);
    say(all.join(' '));
  };

  return {
    /** Reads files as one text. */
    open,

    /** Draws sentences of a language. */
    write(name: string, grammar: string, builtIn?: string) {
      texts.post({ type: 'write', openId: begin(name), name, grammar, builtIn });
    },

    /** Reads the present text's file anew, in another encoding or another part of it. */
    choose(choice: FileChoice) {
      const { source } = store.getState();
      const { origin, name } = source;
      if (!origin) return;
      open([origin.file], name, { ...origin.choice, ...choice });
      reopened = source;
    },

    /** Whoever chooses or types another text has no use for the file that is being read. */
    end() {
      reopened = undefined;
      if (!store.getState().opening) return;
      openId++;
      texts.post({ type: 'close' });
      store.setState({ opening: undefined });
    },

    onEvent(event: Extract<TextEvent, { openId: number }>) {
      if (event.openId !== openId) {
        if (event.type === 'opened') void forgetOwnText(event.source); // nobody wants it any more
        return;
      }
      switch (event.type) {
        case 'opening': {
          const { opening } = store.getState();
          store.setState({ opening: opening && { ...opening, fraction: event.fraction } });
          break;
        }
        case 'opened': {
          const readingOf = reopened === store.getState().source ? reopened : undefined;
          store.setState({ opening: undefined });
          tell(event.skipped, event.notes);
          take(event.source, readingOf);
          break;
        }
        case 'refused':
          store.setState({ opening: undefined, textProblem: event.problem });
          break;
        default:
          assertNever(event);
      }
    },
  };
}
