import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import type { WorkerClient } from '../client/workers';
import type { Problem } from '../protocol/messages';
import type { TextEvent, TextRequest } from '../protocol/texts';
import { loadOwnTexts, saveOwnTexts } from '../storage/ownText';
import { type BuiltInText, builtInTexts } from '../text/corpora';
import { decodeText } from '../text/decode';
import { looksBinary } from '../text/diagnose';
import type { TextSettings } from './prepared';
import type { RunActions } from './run';
import { type AppState, isCurrent } from './state';

/** Wait after the last keystroke before the text is prepared anew, ms. */
const TYPING_PAUSE = 400;
/** Above this the text box shows only the beginning: browsers lay out a text area in one go. */
export const EDITABLE_CHARACTERS = 100_000;
const MAX_BYTES = 200 * 1024 * 1024;
/** Own texts kept; the oldest goes first. */
const MAX_OWN = 5;

/** The text to learn from, its vocabulary and tokens. */
export function createDocumentActions(
  store: StoreApi<AppState>,
  texts: WorkerClient<TextRequest>,
  run: RunActions,
) {
  let jobId = 0;
  /** What the present job was asked to prepare; the state may have moved on when it ends */
  let job: { text: string; madeFor: TextSettings } | undefined;
  /** Counts texts, so that one that arrives late does not replace a newer one. */
  let version = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const prepare = () => {
    clearTimeout(waiting);
    const { text, settings } = store.getState();
    jobId++;
    store.setState({ preparing: { phase: 'counting', fraction: 0 }, textProblem: undefined });
    const { tokenizer, vocabSize, doLowerCase, minFrequency, maxPositionEmbeddings } = settings;
    job = {
      text,
      madeFor: { tokenizer, vocabSize, doLowerCase, minFrequency, maxPositionEmbeddings },
    };
    const sequenceLength = maxPositionEmbeddings;
    texts.post({
      type: 'prepare',
      jobId,
      text,
      ...{ tokenizer, vocabSize, doLowerCase, minFrequency, sequenceLength },
    });
  };

  const problem = (what: string, why: string, advice: string): Problem => ({
    kind: 'text',
    what,
    why,
    advice,
  });

  /** Takes a text. One of the person's own is kept at once: the page may be gone in a moment. */
  const setText = (
    raw: string,
    textName: string,
    place: { builtIn: string } | 'edited' | 'new',
  ) => {
    // As a text area does; else places in it and in the text would differ.
    const text = raw.replace(/\r\n?/g, '\n');
    version++;
    const builtIn = typeof place === 'object' ? place.builtIn : undefined;
    store.setState({ text, textName, builtIn, draw: 0 });
    if (builtIn !== undefined) return;
    const { own } = store.getState();
    const others = (place === 'edited' ? own.slice(1) : own).filter((o) => o.text !== '');
    const kept = [{ name: textName, text }, ...others].slice(0, MAX_OWN);
    store.setState({ own: kept });
    void saveOwnTexts(kept).then((saved) => {
      if (saved) return;
      const notice =
        'This browser keeps no storage for the page: your text is lost when you close it.';
      store.setState({ notice });
    });
  };

  const cannotRead = (name: string, error: unknown) =>
    store.setState({
      textProblem: problem(
        `${name} could not be read.`,
        `${error instanceof Error ? error.message : error}.`,
        'Try again, or choose another text. Your present text is kept.',
      ),
    });

  const chooseBuiltIn = async (choice: BuiltInText) => {
    const asked = ++version;
    try {
      const text = await choice.load();
      if (asked !== version) return; // the person has typed or chosen something else meanwhile
      setText(text, choice.name, { builtIn: choice.id });
      prepare();
    } catch (error) {
      cannotRead(choice.name, error);
    }
  };

  /** Back to own text number `index`, the newest being 0. */
  const chooseOwn = (index: number) => {
    const { own } = store.getState();
    const chosen = own[index];
    if (!chosen) return;
    store.setState({ own: [chosen, ...own.filter((_, i) => i !== index)] });
    setText(chosen.text, chosen.name, 'edited');
    prepare();
  };

  return {
    prepare,

    /** Prepares the text if nothing has: after it was cancelled, or while the person still types. */
    ensure() {
      const state = store.getState();
      if (!state.preparing && !isCurrent(state)) prepare();
    },
    chooseOwn,

    /** The person types: the text is taken at once, and prepared when they rest. */
    type(text: string) {
      const { builtIn, own } = store.getState();
      // An edited built-in text is a new one of one's own; it must not take the place of another.
      setText(text, 'Your text', builtIn === undefined && own.length > 0 ? 'edited' : 'new');
      clearTimeout(waiting);
      waiting = setTimeout(prepare, text.length > EDITABLE_CHARACTERS ? 0 : TYPING_PAUSE);
    },

    chooseBuiltIn,

    /** A dropped or chosen file. What is wrong with it is said; the present text stays. */
    async openFile(file: File) {
      if (file.size > MAX_BYTES) {
        const size = Math.round(file.size / 1024 / 1024);
        store.setState({
          textProblem: problem(
            `${file.name} is too large.`,
            `It has ${size} MB; Cloze reads text files of up to 200 MB.`,
            'Cut it into smaller files. Your present text is kept.',
          ),
        });
        return;
      }
      const asked = ++version;
      let text: string;
      try {
        text = decodeText(new Uint8Array(await file.arrayBuffer()));
      } catch (error) {
        cannotRead(file.name, error);
        return;
      }
      if (asked !== version) return;
      if (looksBinary(text)) {
        store.setState({
          textProblem: problem(
            `${file.name} is not a text file.`,
            'It holds characters that text has not, as pictures, archives and documents of word processors do.',
            'Save it as plain text (.txt, UTF-8) and open that. Your present text is kept.',
          ),
        });
        return;
      }
      setText(text, file.name, 'new');
      prepare();
    },

    /** Opens what was there last time: the address's built-in text, else one's own, else the first. */
    async restore(id: string | undefined) {
      const named = builtInTexts.find((t) => t.id === id);
      const asked = version;
      const own = await loadOwnTexts();
      if (asked !== version) return;
      store.setState({ own });
      if (named || own.length === 0) await chooseBuiltIn(named ?? builtInTexts[0]!);
      else chooseOwn(0);
    },

    cancel() {
      clearTimeout(waiting);
      run.forget();
      jobId++;
      texts.post({ type: 'cancel' });
      store.setState({
        preparing: undefined,
        textProblem: problem(
          'Preparing the text was cancelled.',
          'Its tokens are not known yet.',
          'Edit the text or change a setting of it to prepare it again.',
        ),
      });
    },

    drawAgain: () => store.setState((s) => ({ draw: s.draw + 1 })),
    dismissProblem: () => store.setState({ textProblem: undefined }),

    onEvent(event: TextEvent) {
      if (event.jobId !== jobId) return;
      switch (event.type) {
        case 'progress':
          store.setState({ preparing: { phase: event.phase, fraction: event.fraction } });
          break;
        case 'prepared': {
          if (!job) break;
          const prepared = { ...event.prepared, ...job, dataset: event.dataset };
          store.setState({ preparing: undefined, prepared, textProblem: event.problem });
          if (event.dataset) run.offer();
          else run.forget();
          break;
        }
        case 'failed':
          run.forget();
          store.setState({
            preparing: undefined,
            textProblem: problem(
              'The text could not be prepared.',
              event.reason,
              'Change the text or the vocabulary size. Your text is kept.',
            ),
          });
          break;
        default:
          assertNever(event);
      }
    },

    onDeath(reason: string) {
      run.forget();
      store.setState({
        preparing: undefined,
        textProblem: problem(
          'The text worker stopped.',
          `The browser ended it: ${reason}.`,
          'Edit the text to try again; if it is very large, use a smaller part. Your text is kept.',
        ),
      });
    },
  };
}

export type DocumentActions = ReturnType<typeof createDocumentActions>;
