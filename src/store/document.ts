import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import type { WorkerClient } from '../client/workers';
import type { Problem } from '../protocol/messages';
import type { TextEvent, TextRequest } from '../protocol/texts';
import { loadOwnText, saveOwnText } from '../storage/ownText';
import { type BuiltInText, builtInTexts } from '../text/corpora';
import { decodeText } from '../text/decode';
import { looksBinary } from '../text/diagnose';
import type { RunActions } from './run';
import type { AppState } from './state';

/** Wait after the last keystroke before the text is prepared anew, ms. */
const TYPING_PAUSE = 400;
/** Above this the text box shows only the beginning: browsers lay out a text area in one go. */
export const EDITABLE_CHARACTERS = 100_000;
const MAX_BYTES = 200 * 1024 * 1024;

/** The text to learn from, its vocabulary and tokens. */
export function createDocumentActions(
  store: StoreApi<AppState>,
  texts: WorkerClient<TextRequest>,
  run: RunActions,
) {
  let jobId = 0;
  /** Counts texts, so that one that arrives late does not replace a newer one. */
  let version = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const prepare = () => {
    clearTimeout(waiting);
    const { text, settings } = store.getState();
    jobId++;
    store.setState({ preparing: { phase: 'counting', fraction: 0 }, textProblem: undefined });
    const { vocabSize, doLowerCase, maxPositionEmbeddings } = settings;
    const sequenceLength = maxPositionEmbeddings;
    texts.post({ type: 'prepare', jobId, text, vocabSize, doLowerCase, sequenceLength });
  };

  const problem = (what: string, why: string, advice: string): Problem => ({
    kind: 'text',
    what,
    why,
    advice,
  });

  const setText = (text: string, textName: string, builtIn?: string) => {
    version++;
    store.setState({ text, textName, builtIn, draw: 0 });
    if (builtIn !== undefined) return;
    const own = { name: textName, text };
    store.setState({ own });
    // At once, not when the person rests: the page may be gone by then.
    void saveOwnText(own);
  };

  const chooseBuiltIn = async (choice: BuiltInText) => {
    const asked = ++version;
    const text = await choice.load();
    if (asked !== version) return; // the person has typed or chosen something else meanwhile
    setText(text, choice.name, choice.id);
    prepare();
  };

  /** Back to the person's own text. */
  const chooseOwn = () => {
    const { own } = store.getState();
    if (!own) return;
    setText(own.text, own.name);
    prepare();
  };

  return {
    prepare,
    chooseOwn,

    /** The person types: the text is taken at once, and prepared when they rest. */
    type(text: string) {
      setText(text, 'Your text');
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
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
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
      setText(text, file.name);
      prepare();
    },

    /** Opens what was there last time: the address's built-in text, else one's own, else the first. */
    async restore(id: string | undefined) {
      const named = builtInTexts.find((t) => t.id === id);
      const asked = version;
      const own = await loadOwnText();
      if (asked !== version) return;
      if (own && own.text !== '') store.setState({ own });
      if (named || !store.getState().own) await chooseBuiltIn(named ?? builtInTexts[0]!);
      else chooseOwn();
    },

    cancel() {
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
          const { text } = store.getState();
          const prepared = { ...event.prepared, text, dataset: event.dataset };
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
