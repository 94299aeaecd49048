import { assertNever } from '../../base/assert';
import { nameSome } from '../../base/words';
import type { WorkerClient } from '../../client/workers';
import type { FileChoice } from '../../files/types';
import type { Source, TextEvent, TextRequest } from '../../protocol/texts';
import { forgetOwnText } from '../../storage/ownText';
import { createNotice } from '../notice';
import type { NoticeState } from '../page';
import type { Slice } from '../slice';
import type { Brought } from './reopening';
import type { PlaygroundState } from './state';

/** A text that the text worker is reading or sampling. */
interface Opening {
  readonly id: number;
  /** The text whose file is being read anew, in another encoding or part */
  readonly readingOf: Source | undefined;
  readonly brought: Brought | undefined;
}

interface OpeningParts {
  /** Told before a text is read that it is to become the text */
  readonly onBegin: (brought: Brought | undefined) => void;
  /** Gets the text once it is there, and the text that it is another reading of, if any */
  readonly take: (
    source: Source,
    readingOf: Source | undefined,
    brought: Brought | undefined,
  ) => void;
}

/**
 * Texts that the text worker reads from files or samples from a language, one at a time. Until one is there, and if it
 * fails, the present text stays.
 */
export function createOpenings(
  store: Slice<PlaygroundState & NoticeState>,
  texts: WorkerClient<TextRequest>,
  { onBegin, take }: OpeningParts,
) {
  let present: Opening = { id: 0, readingOf: undefined, brought: undefined };
  const say = createNotice(store);

  const begin = (name: string, rest: Partial<Opening>) => {
    onBegin(rest.brought);
    present = { readingOf: undefined, brought: undefined, ...rest, id: present.id + 1 };
    store.setState({ opening: { name, fraction: 0 }, textProblem: undefined });
    return present.id;
  };

  const read = (
    files: readonly File[],
    name: string,
    choice: FileChoice,
    readingOf: Source | undefined,
  ) => texts.post({ type: 'open', openId: begin(name, { readingOf }), name, files, choice });

  /** Says what was passed over, and what the readers noted. */
  const tell = (skipped: readonly string[], notes: readonly string[]) => {
    const all = [...notes];
    if (skipped.length > 0) all.unshift(`Skipped, not text: ${nameSome(skipped)}.`);
    say(all.join(' '));
  };

  return {
    /** Reads files as one text. */
    open(files: readonly File[], name: string) {
      if (files.length > 0) read(files, name, {}, undefined);
      else {
        const notice = 'What you dropped contains no files.';
        store.setState({ notice });
      }
    },

    /** Samples sentences of a language. */
    write(name: string, grammar: string, builtIn?: string, brought?: Brought) {
      texts.post({ type: 'write', openId: begin(name, { brought }), name, grammar, builtIn });
    },

    /** Reads the present text's file anew, in another encoding or another part of it. */
    choose(choice: FileChoice) {
      const { source } = store.getState();
      const { origin, name } = source;
      if (origin) read([origin.file], name, { ...origin.choice, ...choice }, source);
    },

    /** Whoever chooses or types another text has no use for the file that is being read. */
    end() {
      if (!store.getState().opening) return;
      present = { id: present.id + 1, readingOf: undefined, brought: undefined };
      texts.post({ type: 'close' });
      store.setState({ opening: undefined });
    },

    onEvent(event: Extract<TextEvent, { openId: number }>) {
      if (event.openId !== present.id) {
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
          const { readingOf, brought } = present;
          const { source } = store.getState();
          store.setState({ opening: undefined });
          tell(event.skipped, event.notes);
          take(event.source, readingOf === source ? readingOf : undefined, brought);
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

export type Openings = ReturnType<typeof createOpenings>;
