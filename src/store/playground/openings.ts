import { assertNever } from '../../base/assert';
import { nameSome } from '../../base/words';
import type { WorkerClient } from '../../client/workers';
import { UNNAMED } from '../../config/unnamed';
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
  /** What the worker was asked for, to ask another one */
  readonly asked?: Asked;
  readonly isPasted?: boolean | undefined;
  /** Whether it is the second worker that reads it */
  readonly isAgain?: boolean;
}

type Reading = Extract<TextRequest, { type: 'open' | 'write' }>;
type Asked = Reading extends infer R ? (R extends Reading ? Omit<R, 'openId'> : never) : never;

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

  const begin = (asked: Asked, rest: Partial<Opening>) => {
    present = { readingOf: undefined, brought: undefined, ...rest, id: present.id + 1, asked };
    const { isPasted } = present;
    store.setState({
      opening: { name: asked.name, fraction: 0, isPasted },
      textProblem: undefined,
    });
    texts.post({ ...asked, openId: present.id });
  };

  const read = (
    files: readonly File[],
    name: string,
    choice: FileChoice,
    readingOf: Source | undefined,
    isPasted?: boolean,
  ) => {
    onBegin(undefined);
    begin({ type: 'open', name, files, choice }, { readingOf, isPasted });
  };

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

    /** Reads what was pasted and is too long for the box. */
    paste: (parts: readonly BlobPart[]) =>
      read([new File([...parts], `${UNNAMED}.txt`)], UNNAMED, {}, undefined, true),

    /** Samples sentences of a language. */
    write(name: string, grammar: string, builtIn?: string, brought?: Brought) {
      onBegin(brought);
      begin({ type: 'write', name, grammar, builtIn }, { brought });
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

    /** Its worker has gone: a new one reads it, once. False where nothing was being read, or that ended two of them. */
    again(): boolean {
      const { asked, isAgain, ...rest } = present;
      if (!store.getState().opening || !asked || isAgain) return false;
      begin(asked, { ...rest, isAgain: true });
      return true;
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
