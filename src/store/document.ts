import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import type { WorkerClient } from '../client/workers';
import { EDITABLE_CHARACTERS } from '../config/textLimits';
import type { FileChoice } from '../files/types';
import type { Problem } from '../protocol/messages';
import type { Source, TextEvent, TextRequest } from '../protocol/texts';
import { forgetOwnText, loadOwnTexts, saveOwnTexts } from '../storage/ownText';
import { type BuiltInText, builtInTexts } from '../text/corpora';
import { createPageCache } from './pageCache';
import { TEXT_KEYS, type TextSettings } from './prepared';
import type { RunActions } from './run';
import { type AppState, isCurrent } from './state';

/** Wait after the last keystroke before the text is prepared anew, ms. */
const TYPING_PAUSE = 400;
/** Own texts kept; the oldest goes first. */
const MAX_OWN = 5;

/** Names of files that were passed over that are told, at most. */
const MOST_NAMES = 3;

/** The text to learn from, its vocabulary and tokens. */
export function createDocumentActions(
  store: StoreApi<AppState>,
  texts: WorkerClient<TextRequest>,
  run: RunActions,
) {
  let jobId = 0;
  let openId = 0;
  /** What the present job was asked to prepare; the state may have moved on when it ends */
  let job: { source: Source; madeFor: TextSettings; byHand: readonly number[] } | undefined;
  /** Counts texts, so that one that arrives late does not replace a newer one. */
  let version = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** Texts that are no longer kept; their files go once no view reads from them. */
  const dropped: Source[] = [];
  const pages = createPageCache((id, page) => texts.post({ type: 'read', jobId: id, page }));

  const prepare = () => {
    clearTimeout(waiting);
    const { source, settings, byHand } = store.getState();
    jobId++;
    store.setState({ preparing: { phase: 'counting', fraction: 0 }, textProblem: undefined });
    const madeFor = Object.fromEntries(TEXT_KEYS.map((k) => [k, settings[k]])) as TextSettings;
    job = { source, madeFor, byHand: [...byHand.keys()] };
    texts.post({
      type: 'prepare',
      jobId,
      text: source.stored?.blob ?? source.text,
      ...madeFor,
      sequenceLength: madeFor.maxPositionEmbeddings,
      byHand: job.byHand,
    });
  };

  const problem = (what: string, why: string, advice: string): Problem => ({
    kind: 'text',
    what,
    why,
    advice,
  });

  const keep = (own: readonly Source[]) => {
    store.setState({ own });
    void saveOwnTexts(own).then((saved) => {
      if (saved) return;
      const notice =
        'This browser keeps no storage for the page: your text is lost when you close it.';
      store.setState({ notice });
    });
  };

  /** Takes a text. One of the person's own is kept at once: the page may be gone in a moment. */
  const take = (source: Source, place: 'edited' | 'new') => {
    version++;
    const { own, source: present } = store.getState();
    store.setState({ source, draw: 0, byHand: new Map() });
    if (source.builtIn !== undefined) return;
    const others = own.filter((o) => o.text !== '' && !(place === 'edited' && o === present));
    const list = [source, ...others].slice(0, MAX_OWN);
    dropped.push(...own.filter((o) => !list.includes(o)));
    keep(list);
  };

  const takeString = (
    raw: string,
    rest: Omit<Source, 'text' | 'characters'>,
    place: 'edited' | 'new',
  ) => {
    // As a text area does; else places in it and in the text would differ.
    const text = raw.replace(/\r\n?/g, '\n');
    take({ ...rest, text, characters: text.length }, place);
  };

  const chooseBuiltIn = async (choice: BuiltInText) => {
    const asked = ++version;
    try {
      const text = await choice.load();
      if (asked !== version) return; // the person has typed or chosen something else meanwhile
      takeString(text, { name: choice.name, builtIn: choice.id }, 'new');
      prepare();
    } catch (error) {
      store.setState({
        textProblem: problem(
          `${choice.name} could not be read.`,
          `${error instanceof Error ? error.message : error}.`,
          'Try again, or choose another text. Your present text is kept.',
        ),
      });
    }
  };

  /** Back to own text number `index`, the newest being 0. */
  const chooseOwn = (index: number) => {
    const { own } = store.getState();
    const chosen = own[index];
    if (!chosen) return;
    version++;
    store.setState({ source: chosen, draw: 0, byHand: new Map() });
    keep([chosen, ...own.filter((_, i) => i !== index)]);
    prepare();
  };

  /** Reads files in the text worker; until it is done, and if it fails, the present text stays. */
  const openFiles = (files: readonly File[], name: string, choice: FileChoice = {}) => {
    if (files.length === 0) return;
    openId++;
    store.setState({ opening: { name, fraction: 0 }, textProblem: undefined });
    texts.post({ type: 'open', openId, name, files, choice });
  };

  const tellSkipped = (skipped: readonly string[]) => {
    if (skipped.length === 0) return;
    const names = skipped.slice(0, MOST_NAMES).join(', ');
    const more = skipped.length > MOST_NAMES ? ` and ${skipped.length - MOST_NAMES} more` : '';
    store.setState({ notice: `Not read, as they are no text: ${names}${more}.` });
  };

  const onOpening = (event: Extract<TextEvent, { openId: number }>) => {
    switch (event.type) {
      case 'opening': {
        const { opening } = store.getState();
        store.setState({ opening: opening && { ...opening, fraction: event.fraction } });
        break;
      }
      case 'opened': {
        const { origin } = store.getState().source;
        const again = origin !== undefined && origin.file === event.source.origin?.file;
        store.setState({ opening: undefined });
        tellSkipped(event.skipped);
        take(event.source, again ? 'edited' : 'new');
        prepare();
        break;
      }
      case 'refused':
        store.setState({ opening: undefined, textProblem: event.problem });
        break;
      default:
        assertNever(event);
    }
  };

  return {
    prepare,
    chooseOwn,
    chooseBuiltIn,
    openFiles,
    pages,

    /** Prepares the text if nothing has: after it was cancelled, or while the person still types. */
    ensure() {
      const state = store.getState();
      if (!state.preparing && !isCurrent(state)) prepare();
    },

    /** The person types or pastes: the text is taken at once, and prepared when they rest. */
    type(text: string) {
      if (text.length > EDITABLE_CHARACTERS) {
        openFiles([new File([text], 'Your text.txt')], 'Your text');
        return;
      }
      const { own, source } = store.getState();
      // An edited built-in text is a new one of one's own; it must not take the place of another, nor may an
      // edited beginning take the place of a long text.
      const edits = source.builtIn === undefined && !source.stored && own.length > 0;
      takeString(text, { name: 'Your text' }, edits ? 'edited' : 'new');
      clearTimeout(waiting);
      waiting = setTimeout(prepare, TYPING_PAUSE);
    },

    /** Puts `text` in the place of characters `from` to `to` of a text of which only the beginning is shown. */
    pasteInto(text: string, from: number, to: number) {
      const { source } = store.getState();
      const shown = new TextEncoder().encode(source.text).length;
      const rest = source.stored ? [source.stored.blob.slice(shown)] : [];
      const parts = [source.text.slice(0, from), text, source.text.slice(to), ...rest];
      openFiles([new File(parts, 'Your text.txt')], 'Your text');
    },

    /** Reads the present text's file anew, in another encoding or another part of it. */
    chooseInFile(choice: FileChoice) {
      const { origin, name } = store.getState().source;
      if (origin) openFiles([origin.file], name, { ...origin.choice, ...choice });
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

    /** Ends what is being done to the text; what was there before is there again. */
    cancel() {
      clearTimeout(waiting);
      const { opening, prepared, source, settings } = store.getState();
      if (opening) {
        openId++;
        texts.post({ type: 'close', openId });
        store.setState({ opening: undefined });
        return;
      }
      run.forget();
      jobId++;
      texts.post({ type: 'cancel' });
      store.setState({ preparing: undefined });
      const typed = source.builtIn === undefined && !source.stored;
      if (prepared && (!typed || prepared.source === source)) {
        store.setState({ source: prepared.source, settings: { ...settings, ...prepared.madeFor } });
        return;
      }
      store.setState({
        textProblem: problem(
          'Preparing the text was cancelled.',
          'Its tokens are not known yet.',
          'Edit the text or change a setting of it to prepare it again.',
        ),
      });
    },

    /** Hides a word by hand, or shows it again: its place in the text, and its tokens. */
    toggleByHand(offset: number, tokens: readonly [first: number, end: number]) {
      const byHand = new Map(store.getState().byHand);
      if (!byHand.delete(offset)) byHand.set(offset, tokens);
      store.setState({ byHand });
      run.takeByHand();
    },
    clearByHand() {
      store.setState({ byHand: new Map() });
      run.takeByHand();
    },

    /** Asks how tokens per word fall with the size of the vocabulary, for the text as it is prepared. */
    measureSizes() {
      const { prepared, sizes } = store.getState();
      if (!prepared || sizes?.jobId === prepared.jobId) return;
      store.setState({ sizes: { jobId: prepared.jobId, points: [], done: false } });
      texts.post({ type: 'sizes', jobId: prepared.jobId });
    },

    drawAgain: () => store.setState((s) => ({ draw: s.draw + 1 })),
    dismissProblem: () => store.setState({ textProblem: undefined }),

    onEvent(event: TextEvent) {
      if ('openId' in event) {
        if (event.openId === openId) onOpening(event);
        return;
      }
      if (event.type === 'page') {
        pages.put(event.jobId, event.page, event.units);
        return;
      }
      if (event.jobId !== jobId) return;
      switch (event.type) {
        case 'progress':
          store.setState({ preparing: { phase: event.phase, fraction: event.fraction } });
          break;
        case 'prepared': {
          if (!job) break;
          const { source, madeFor } = job;
          const prepared = { ...event.prepared, jobId, source, madeFor };
          const tokens = event.prepared.byHand;
          const byHand = new Map(
            job.byHand.map((offset, i) => [offset, [tokens[2 * i]!, tokens[2 * i + 1]!] as const]),
          );
          store.setState({ preparing: undefined, prepared, byHand, textProblem: event.problem });
          for (const text of dropped.splice(0)) void forgetOwnText(text);
          if (prepared.cut) run.offer();
          else run.forget();
          break;
        }
        case 'sizes':
          store.setState({ sizes: { jobId: event.jobId, points: event.points, done: event.done } });
          break;
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
        opening: undefined,
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
