import type { StoreApi } from 'zustand/vanilla';
import { assertNever } from '../base/assert';
import { reasonOf } from '../base/words';
import type { Death, WorkerClient } from '../client/workers';
import { TEXT_KEYS } from '../config/settings';
import { EDITABLE_CHARACTERS } from '../config/textLimits';
import { builtInTexts } from '../corpus/builtInTexts';
import { withoutForms } from '../corpus/forms';
import { languages } from '../grammar/languages';
import type { Problem } from '../protocol/problem';
import type { Source, TextEvent, TextRequest } from '../protocol/texts';
import { loadOwnTexts } from '../storage/ownText';
import { createByHand } from './byHand';
import { CANNOT_START, whatDied } from './death';
import { createLanguageSettings } from './languageSettings';
import { createNotice } from './notice';
import { createOpenings } from './openings';
import { createOwnTexts, goneNotice } from './ownTexts';
import { createPageCache } from './pageCache';
import { languageOf, type TextSettings } from './prepared';
import type { RunActions } from './run';
import { type AppState, isCurrent } from './state';

/** Wait after the last keystroke before the text is prepared anew, ms. */
const TYPING_PAUSE = 400;

/** A kept text as it would be taken today: versions before 0.6 kept forms of letters. */
function spelledOut(source: Source): Source {
  if (source.stored) return source; // too long to be written anew in passing
  const text = withoutForms(source.text);
  return { ...source, text, characters: text.length };
}

/** Whether a text begins or ends as another does: then it is that one, edited. */
function isEdited(before: string, after: string): boolean {
  const some = Math.min(before.length, after.length, 10);
  return (
    some > 0 &&
    (before.slice(0, some) === after.slice(0, some) || before.endsWith(after.slice(-some)))
  );
}

/** The text to learn from, its vocabulary and tokens. */
export function createTextActions(
  store: StoreApi<AppState>,
  texts: WorkerClient<TextRequest>,
  run: RunActions,
) {
  let jobId = 0;
  /** What the present job was asked to prepare; the state may have moved on when it ends */
  let job: { source: Source; madeFor: TextSettings } | undefined;
  /** Counts texts, so that one that arrives late does not replace a newer one. */
  let version = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** One's own texts as they were before one was opened, until that is prepared: cancelling goes back to them */
  let ownBefore: readonly Source[] | undefined;
  /** The last text that was typed: it is never taken back */
  let typed: Source | undefined;
  const numbers = new WeakMap<Source, number>();
  let texted = 0;
  /** Names a text to the worker, which sees a copy of it each time */
  const numberOf = (source: Source) => {
    const number = numbers.get(source) ?? ++texted;
    numbers.set(source, number);
    return number;
  };
  const kept = createOwnTexts(store);
  const sayGone = createNotice(store);
  const byHand = createByHand(store, texts, run);
  const { settingsFor, keepNext } = createLanguageSettings();
  const pages = createPageCache((id, page) => texts.post({ type: 'read', jobId: id, page }));

  const prepare = () => {
    clearTimeout(waiting);
    const { source, settings } = store.getState();
    jobId++;
    store.setState({
      preparing: { phase: 'counting', fraction: 0 },
      textProblem: undefined,
      sizes: undefined,
    });
    const madeFor = Object.fromEntries(TEXT_KEYS.map((k) => [k, settings[k]])) as TextSettings;
    job = { source, madeFor };
    texts.post({
      type: 'prepare',
      jobId,
      textId: numberOf(source),
      text: source.stored?.blob ?? source.text,
      language: source.language,
      ...madeFor,
      sequenceLength: madeFor.maxPositionEmbeddings,
    });
  };

  const problem = (what: string, why: string, advice: string): Problem => ({
    kind: 'text',
    what,
    why,
    advice,
  });

  /** Shows a text, with the words chosen in it. */
  const show = (source: Source) => {
    version++;
    const settings = settingsFor(source, store.getState().settings);
    store.setState({ source, settings, draw: 0, byHand: byHand.of(source) });
  };

  /** Takes a text that was read from files or drawn of a language. */
  const takeOpened = (source: Source, readingOf: Source | undefined) => {
    // A language that was opened before can be drawn again: it takes no other text's place.
    const { own } = store.getState();
    const again = own.find((o) => source.grammar !== undefined && o.grammar === source.grammar);
    if (source.builtIn === undefined) {
      ownBefore ??= own;
      kept.keep(source, readingOf ?? again);
    } else kept.drop(source);
    show(source);
    prepare();
  };
  const openings = createOpenings(store, texts, takeOpened);

  const endOpening = () => {
    ownBefore = undefined;
    openings.end();
  };

  /** Has the text cut, and shown, as one in `language`; undefined: in the language that is detected. */
  const chooseLanguage = (language: string | undefined) => {
    const { source, prepared, own } = store.getState();
    if (language === source.language || language === languageOf(source, prepared)) return;
    const changed = { ...source, language };
    byHand.carry(source, changed);
    if (source === typed && prepared?.source !== source) typed = changed;
    show(changed);
    if (source.builtIn === undefined) {
      ownBefore ??= own;
      kept.keep(changed, source);
    }
    prepare();
  };

  /** Takes a text that was typed or is built in. One's own is kept at once: the page may be gone in a moment. */
  const take = (source: Source, place: 'edited' | 'new') => {
    const present = store.getState().source;
    show(source);
    if (source.builtIn === undefined) kept.keep(source, place === 'edited' ? present : undefined);
  };

  const takeString = (
    raw: string,
    rest: Omit<Source, 'text' | 'characters'>,
    place: 'edited' | 'new',
  ) => {
    // As a text area does; else places in it and in the text would differ.
    const text = withoutForms(raw.replace(/\r\n?/g, '\n'));
    take({ ...rest, text, characters: text.length }, place);
  };

  /** Back to own text number `index`, the newest being 0; as one in `language`, if that is given. */
  const chooseOwn = (index: number, language?: string) => {
    const own = store.getState().own[index];
    if (!own) return;
    const isSame = language === undefined || language === own.language;
    const chosen = isSame ? own : { ...own, language };
    endOpening();
    show(chosen);
    kept.keep(chosen, own);
    prepare();
  };

  /** One's own text as it was kept with a run: it has been edited since, or is gone. */
  const takeCopy = (name: string, text: string, language?: string) => {
    endOpening();
    take({ name, text, characters: text.length, language }, 'new');
    prepare();
  };

  /** A built-in text or language, by its id; the first where there is none of that id. */
  const chooseById = async (id: string | undefined, language?: string) => {
    endOpening();
    const asked = ++version;
    const artificial = languages.find((l) => l.id === id);
    const choice = artificial ?? builtInTexts.find((t) => t.id === id) ?? builtInTexts[0]!;
    try {
      const text = await choice.load();
      if (asked !== version) return; // the person has typed or chosen something else meanwhile
      // A file that was opened meanwhile is read on, and takes the place of this text once it is there.
      if (artificial && store.getState().opening) return;
      if (artificial) openings.write(choice.name, text, choice.id);
      else {
        takeString(text, { name: choice.name, builtIn: choice.id, language }, 'new');
        prepare();
      }
    } catch (error) {
      if (asked !== version) return; // nobody waits for it any more
      store.setState({
        textProblem: problem(
          `${choice.name} could not be read.`,
          reasonOf(error),
          'Try again, or choose another text. Your current text is kept.',
        ),
      });
    }
  };

  const onJob = (event: Extract<TextEvent, { type: 'progress' | 'prepared' | 'failed' }>) => {
    if (event.jobId !== jobId) return;
    switch (event.type) {
      case 'progress':
        store.setState({ preparing: { phase: event.phase, fraction: event.fraction } });
        break;
      case 'prepared': {
        if (!job) break;
        const { source, madeFor } = job;
        const prepared = { ...event.prepared, jobId, source, madeFor };
        store.setState({ preparing: undefined, prepared, textProblem: event.problem });
        texts.post({ type: 'shown', jobId });
        ownBefore = undefined;
        kept.sweep();
        byHand.locate(jobId);
        if (prepared.cut) run.offer();
        else run.forget();
        break;
      }
      case 'failed':
        ownBefore = undefined;
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
  };

  return {
    prepare,
    toggleByHand: byHand.toggle,
    /** Words chosen by hand in a text of this visit */
    chosenIn: byHand.of,
    clearByHand: byHand.clear,
    chooseOwn,
    chooseById,
    chooseLanguage,
    takeCopy,
    keepSettings: keepNext,
    openFiles: openings.open,
    openLanguage: openings.write,
    chooseInFile: openings.choose,
    pages,

    /** What was dropped could not be read at all. */
    cannotOpen: (error: unknown) =>
      store.setState({
        textProblem: problem(
          'What was dropped could not be read.',
          reasonOf(error),
          'Open the files with the button instead. Your current text is kept.',
        ),
      }),

    /** Prepares the text if nothing has: after it was cancelled, or while the person still types. */
    ensure() {
      const state = store.getState();
      if (!state.preparing && !isCurrent(state)) prepare();
    },

    /** The person types or pastes: the text is taken at once, and prepared when they rest. */
    type(text: string) {
      endOpening();
      if (text.length > EDITABLE_CHARACTERS) {
        openings.open([new File([text], 'Your text.txt')], 'Your text');
        return;
      }
      const { own, source } = store.getState();
      // An edited built-in text is a new one of one's own; it must not take the place of another, nor may an
      // edited beginning take the place of a long text.
      const edits = source.builtIn === undefined && !source.stored && own.length > 0;
      // A language that was chosen is that of this text, not of another that is pasted over it.
      const language = isEdited(source.text, text) ? source.language : undefined;
      takeString(text, { name: 'Your text', language }, edits ? 'edited' : 'new');
      typed = store.getState().source;
      clearTimeout(waiting);
      waiting = setTimeout(prepare, TYPING_PAUSE);
    },

    /** Puts `text` in the place of characters `from` to `to` of a text of which only the beginning is shown. */
    pasteInto(text: string, from: number, to: number) {
      const { source } = store.getState();
      const shown = new TextEncoder().encode(source.text).length;
      const rest = source.stored ? [source.stored.blob.slice(shown)] : [];
      const parts = [source.text.slice(0, from), text, source.text.slice(to), ...rest];
      openings.open([new File(parts, 'Your text.txt')], 'Your text');
    },

    /** Opens what was there last time: the address's built-in text, else one's own, else the first. */
    async restore(id: string | undefined) {
      const isKnown = [...builtInTexts, ...languages].some((t) => t.id === id);
      const asked = version;
      const { sources, gone } = await loadOwnTexts();
      const own = sources.map(spelledOut);
      if (gone.length > 0) sayGone(goneNotice(gone));
      // What was typed meanwhile is the newest of them.
      const { own: since } = store.getState();
      const before = own.filter(({ text, characters }) =>
        since.every((newer) => newer.text !== text || newer.characters !== characters),
      );
      store.setState({ own: [...since, ...before] });
      if (asked !== version || store.getState().opening) return;
      if (isKnown || own.length === 0) await chooseById(id);
      else chooseOwn(0);
    },

    /** Ends what is being done to the text; what was there before is there again. */
    cancel() {
      if (store.getState().opening) {
        endOpening();
        return;
      }
      clearTimeout(waiting);
      run.forget();
      jobId++;
      texts.post({ type: 'cancel' });
      const { prepared, source, settings } = store.getState();
      store.setState({ preparing: undefined });
      // What was typed stays: it cannot be had again.
      if (prepared && (source !== typed || source === prepared.source)) {
        if (source !== prepared.source) show(prepared.source);
        store.setState({ settings: { ...settings, ...prepared.madeFor } });
        if (ownBefore) kept.goBack(ownBefore);
        ownBefore = undefined;
        const { own } = store.getState();
        const isOwn = prepared.source.builtIn === undefined && !own.includes(prepared.source);
        if (isOwn && prepared.source.text !== '') kept.keep(prepared.source);
        kept.sweep();
        return;
      }
      store.setState({
        textProblem: problem(
          'You stopped the text from being prepared.',
          'It has no tokens yet.',
          'To prepare it again, edit it or change one of its settings.',
        ),
      });
    },

    /** Asks how tokens per word fall with the size of the vocabulary, for the text as it is prepared. */
    measureSizes() {
      const { prepared, sizes, preparing } = store.getState();
      if (!prepared || preparing || sizes?.jobId === prepared.jobId) return;
      store.setState({ sizes: { jobId: prepared.jobId, points: [], done: false } });
      texts.post({ type: 'sizes', jobId: prepared.jobId });
    },

    drawAgain: () => store.setState((s) => ({ draw: s.draw + 1 })),
    dismissProblem: () => store.setState({ textProblem: undefined }),

    onEvent(event: TextEvent) {
      if ('openId' in event) {
        openings.onEvent(event);
        return;
      }
      const { prepared: shown, sizes } = store.getState();
      switch (event.type) {
        case 'page':
          pages.put(event.jobId, event.page, event.units);
          return;
        case 'noPage':
          pages.forget(event.jobId, event.page);
          return;
        case 'sizes':
          if (sizes && event.jobId === shown?.jobId) {
            store.setState({
              sizes: { jobId: event.jobId, points: event.points, done: event.done },
            });
          }
          return;
        case 'located':
          if (event.jobId === shown?.jobId) byHand.onLocated(event.offsets, event.tokens);
          return;
        default:
          onJob(event);
      }
    },
    onDeath(death: Death) {
      run.forget();
      store.setState({
        preparing: undefined,
        opening: undefined,
        prepared: undefined, // what the worker held is gone; the next need prepares it anew
        textProblem: problem(
          whatDied('The text worker', death),
          reasonOf(death.reason),
          death.atStart
            ? CANNOT_START
            : 'Edit the text to try again; if it is very large, use a smaller part. Your text is kept.',
        ),
      });
    },
  };
}

export type TextActions = ReturnType<typeof createTextActions>;
