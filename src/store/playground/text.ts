import { reasonOf, shortened } from '../../base/words';
import type { Death, WorkerClient } from '../../client/workers';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { EDITABLE_CHARACTERS } from '../../config/textLimits';
import { UNNAMED } from '../../config/unnamed';
import { builtInTexts } from '../../corpus/builtInTexts';
import { withoutForms } from '../../corpus/forms';
import type { FileChoice } from '../../files/types';
import { languages } from '../../grammar/languages';
import type { Source, TextEvent, TextRequest } from '../../protocol/texts';
import type { SavedText } from '../../storage/keptRun';
import { loadOwnTexts } from '../../storage/ownText';
import { CANNOT_START, whatDied } from '../death';
import { createLatest, type Latest } from '../latest';
import { createNotice } from '../notice';
import type { NoticeState } from '../page';
import type { Slice } from '../slice';
import { createByHand } from './byHand';
import { createOpenings } from './openings';
import { goneNotice } from './ownTexts';
import { createPageCache } from './pageCache';
import { createPreparation } from './preparation';
import type { Brought, Reopening } from './reopening';
import type { RunActions } from './run';
import { findSource, isHere } from './savedText';
import { isCurrent, isEdited } from './selectors';
import { createShownText } from './shownText';
import type { PlaygroundState } from './state';
import { createTextChoices, type TextChoices, written } from './textChoices';
import { textProblem } from './textProblem';
import type { Undo } from './undo';
import type { WatchActions } from './watch';

/** A kept text as it would be taken today: versions before 0.6 kept forms of letters. */
function spelledOut(source: Source): Source {
  if (source.stored) return source; // too long to be written anew in passing
  const text = withoutForms(source.text);
  if (text === source.text) return source; // else its record would be written anew at each visit
  return { ...source, text, characters: text.length };
}

export interface TextParts {
  readonly run: Pick<RunActions, 'offer' | 'forget' | 'takeByHand' | 'restForText'>;
  readonly watch: Pick<WatchActions, 'watchAgain'>;
  /** Of kept runs, the one that is being opened */
  readonly reopenings: Pick<Latest, 'cancel'>;
  readonly offer: Undo['offer'];
}

/** What a link says of a text. */
export interface LinkedText {
  /** Id of a built-in text or language */
  readonly text: string | undefined;
  readonly auto: PlaygroundState['auto'];
  /** A text that comes with the link */
  readonly sent?: SavedText | undefined;
}

/** The text to learn from, its vocabulary and tokens. */
export function createTextActions(
  store: Slice<PlaygroundState & NoticeState>,
  texts: WorkerClient<TextRequest>,
  { run, watch, reopenings, offer }: TextParts,
) {
  const choices = createLatest();
  const byHand = createByHand(store, texts, run, offer);
  const shown = createShownText(store, byHand, choices, {
    onChange: run.restForText,
    onLose: (...lost) => offerText(...lost),
  });
  const sayGone = createNotice(store);
  const sayRead = createNotice(store);
  const pages = createPageCache((id, page) => texts.post({ type: 'read', jobId: id, page }));

  /** There is no text that can be trained on: whatever waited for one does not start later by surprise. */
  const forget = () => {
    reopenings.cancel();
    run.forget();
  };
  const endReopening = (brought?: Brought) => {
    if (!brought?.reopening) reopenings.cancel();
  };

  const preparation = createPreparation(store, texts, {
    onPrepared(reopening) {
      const { prepared } = store.getState();
      shown.settle();
      shown.sweep();
      if (prepared) byHand.locate(prepared.jobId);
      if (prepared?.cut) run.offer(reopening);
      else forget();
    },
    onFailed() {
      shown.settle();
      forget();
    },
  });

  /** Shows a text again that another took the place of; with it a run that was lost, if one was. */
  const bringBack = (source: Source, own: readonly Source[], brought?: Brought) => {
    const isOwn = source.builtIn === undefined && !own.includes(source);
    begin(brought);
    run.forget();
    preparation.stop();
    shown.bringBack(source, isOwn ? [source, ...own] : own, brought);
    if (isCurrent(store.getState())) run.offer(brought?.reopening);
    else preparation.prepare(brought?.reopening);
  };

  let withdraw: ReturnType<Undo['offer']> | undefined;
  /** Offers to bring back the text that was there, unless a run that is lost along with it will bring it. */
  const offerText = (before: PlaygroundState, brought?: Brought) => {
    const { source: text, own, prepared, run: lost } = before;
    const { source: now } = store.getState();
    if (text.characters <= 1 || text.text === now.text) return;
    if (brought?.reopening && (brought.reopening.lost || lost.step > 0)) return;
    withdraw = offer({
      what: now.text === '' ? 'Text cleared.' : 'The text was replaced.',
      brings: `“${shortened(text.name)}”`,
      back: `“${shortened(text.name)}” is back.`,
      texts: [text, ...own],
      // A run that made room for this text waits behind it.
      isSmall: before.undo?.isSlow,
      undo() {
        const { settings, auto } = store.getState();
        // A comparison's settings went when its text did, and come back with it.
        const isTrip = before.again.trip?.source === text;
        if (isTrip) store.setState({ settings: before.settings, auto: before.auto });
        if (brought?.before) store.setState(brought.before);
        watch.watchAgain(before.watch, prepared);
        bringBack(text, own, brought?.before && { before: { settings, auto } });
      },
    });
  };

  /** Takes a text that was read from files or sampled from a language. */
  const takeOpened = (
    source: Source,
    readingOf: Source | undefined,
    brought: Brought | undefined,
  ) => {
    // A language that was opened before can be sampled again: it takes no other text's place.
    const again = store
      .getState()
      .own.find((o) => source.grammar !== undefined && o.grammar === source.grammar);
    shown.show(source, brought);
    if (source.builtIn === undefined) shown.keepForNow(source, readingOf ?? again);
    else shown.drop(source);
    preparation.prepare(brought?.reopening);
  };
  const openings = createOpenings(store, texts, { onBegin: endReopening, take: takeOpened });

  const settle = () => {
    shown.settle();
    openings.end();
  };
  const begin = (brought?: Brought) => {
    endReopening(brought);
    settle();
  };

  /** Ways to choose a text, for the person or for what brings it. */
  const parts = { shown, openings, preparation, byHand, choices, endReopening, begin };
  const choosing = (brought?: Brought) => createTextChoices(store, parts, brought);
  const own = choosing();
  /** What was there last time must not end the opening of a run that the person asked for meanwhile. */
  const restoring = (brought?: Brought) =>
    createTextChoices(store, { ...parts, endReopening: () => {}, begin: settle }, brought);

  /** How a text that a link brings is shown; undefined where it is not here. */
  const sentBy = (sent: SavedText, ways: TextChoices) =>
    isHere(store.getState(), sent) ? findSource(store.getState(), sent, ways, () => {}) : undefined;

  const reopen = (reopening: Reopening): boolean => {
    const { saved } = reopening;
    const again = () => {
      choices.cancel(); // or a text that is still on its way would take its place
      if (isCurrent(store.getState())) run.offer(reopening);
      else preparation.prepare(reopening);
    };
    const { settings, auto } = store.getState();
    const brought = { reopening, before: { settings, auto } };
    const take = findSource(store.getState(), saved.text, choosing(brought), again);
    if (!take) return false;
    run.forget();
    preparation.stop(); // or that text would decide this run's settings
    store.setState({
      settings: { ...DEFAULT_SETTINGS, ...saved.settings },
      auto: saved.auto ?? [],
    });
    take();
    return true;
  };

  return {
    ...own,
    prepare: () => preparation.prepare(),
    toggleByHand: byHand.toggle,
    /** A text is shown again, and a run that was lost goes on with it. */
    bringBack(source: Source, reopening: Reopening) {
      store.setState({ settings: reopening.saved.settings });
      bringBack(source, store.getState().own, { reopening });
    },
    /** Shows a text with the settings that it had. */
    showAgain(source: Source, before: Required<Brought>['before']) {
      store.setState(before);
      bringBack(source, store.getState().own, { before });
    },
    /** Words chosen by hand in a text of this visit */
    chosenIn: byHand.of,
    clearByHand: byHand.clear,
    /** Keeps exactly these texts of the person's own, and the file of the one that may come back. */
    arrange: shown.arrange,
    openFiles: (files: readonly File[], name: string) => openings.open(files, name),
    chooseInFile: (choice: FileChoice) => openings.choose(choice),
    pages,

    /** Takes the settings that a link brings, and with them its text. */
    async takeLink({ text: id, auto, sent }: LinkedText, settings: PlaygroundState['settings']) {
      const { settings: own, auto: left } = store.getState();
      const before = { settings: own, auto: left };
      // The text that is being prepared would decide settings that the link brings for its own.
      preparation.stop();
      store.setState(({ again }) => ({ settings, auto, again: { ...again, trip: undefined } }));
      const take = sent && sentBy(sent, choosing({ before }));
      if (take) {
        take();
        return;
      }
      // A language sets what it needs itself; any other text comes with the link's settings.
      const isLanguage = languages.some((language) => language.id === id);
      await choosing(isLanguage ? undefined : { before }).chooseById(id);
    },

    /**
     * Takes the settings of a kept run and shows its text; once that is prepared, the run goes on. False where its text
     * is gone.
     */
    reopen,

    /** Shows the very text that the run was trained on, whatever has been shown or typed since. */
    backToRun() {
      const source = store.getState().run.loaded?.prepared.source;
      if (!source || source === store.getState().source) return;
      begin();
      run.forget();
      const { trip } = store.getState().again;
      if (trip?.source === source) store.setState({ settings: trip.taken, auto: [] });
      shown.show(source, {});
      if (source.builtIn === undefined) shown.keep(source);
      preparation.prepare();
    },

    /** What was dropped or chosen could not be read at all. */
    cannotOpen: (error: unknown) =>
      store.setState({
        textProblem: textProblem(
          'These files could not be read.',
          reasonOf(error),
          'Reload the page and open them again. Your current text is kept.',
        ),
      }),

    /** Prepares the text if nothing has: after it was cancelled, or while the person still types. */
    ensure() {
      const state = store.getState();
      if (!state.preparing && !isCurrent(state)) preparation.prepare();
    },

    /** The person types or pastes: the text is taken at once, and prepared when they rest. */
    type(text: string) {
      begin();
      if (text.length > EDITABLE_CHARACTERS) {
        openings.paste([text]);
        return;
      }
      const { own: list, source } = store.getState();
      // An edited built-in text is a new one of one's own; it must not take the place of another, nor may an
      // edited beginning take the place of a long text.
      const edits = source.builtIn === undefined && !source.stored && list.length > 0;
      // A language that was chosen is that of this text, not of another that is pasted over it.
      const isSame = isEdited(source.text, text);
      const language = isSame ? source.language : undefined;
      const typed = written(text, { name: UNNAMED, language });
      if (isSame) shown.edit(typed);
      else shown.show(typed);
      shown.keep(typed, edits ? source : undefined);
      shown.noteTyped();
      preparation.prepareSoon();
    },

    /** Puts `text` in the place of characters `from` to `to` of a text of which only the beginning is shown. */
    pasteInto(text: string, from: number, to: number) {
      const { source } = store.getState();
      const beginning = new TextEncoder().encode(source.text).length;
      const rest = source.stored ? [source.stored.blob.slice(beginning)] : [];
      const parts = [source.text.slice(0, from), text, source.text.slice(to), ...rest];
      openings.paste(parts);
    },

    /**
     * Opens what was there last time: the run that was there with its text, else the text that came with a link, or the
     * address's built-in one, else one's own, else the first. Whether the run comes back: false where its text is gone.
     */
    async restore(
      id: string | undefined,
      {
        link,
        reopening,
      }: {
        readonly link?: Promise<Pick<LinkedText, 'sent'>>;
        readonly reopening?: Reopening | undefined;
      } = {},
    ): Promise<boolean> {
      const isKnown = [...builtInTexts, ...languages].some((t) => t.id === id);
      const isLatest = choices.begin();
      const [{ sources, gone }, { sent } = {}] = await Promise.all([loadOwnTexts(), link]);
      const before = sources.map(spelledOut);
      if (gone.length > 0) sayGone(goneNotice(gone));
      // What was typed meanwhile is the newest of them.
      const { own: since } = store.getState();
      const others = before.filter(({ text, characters }) =>
        since.every((newer) => newer.text !== text || newer.characters !== characters),
      );
      store.setState({ own: [...since, ...others] });
      if (!isLatest() || store.getState().opening) return false;
      if (reopening && reopen(reopening)) return true;
      const take = sent && sentBy(sent, restoring({}));
      if (take) take();
      else if (isKnown || before.length === 0) await restoring().chooseById(id);
      else restoring().chooseOwn(0);
      return false;
    },

    /** Ends what is being done to the text; what was there before is there again. */
    cancel() {
      if (store.getState().opening) {
        begin();
        const { preparing, prepared, source } = store.getState();
        // A kept run may have brought settings for a text that does not come now.
        if (!preparing && prepared?.source === source) shown.goBack();
        return;
      }
      forget();
      preparation.stop();
      // What was typed stays: it cannot be had again.
      if (shown.goBack()) {
        withdraw?.('The text is as it was.');
        return;
      }
      store.setState({
        textProblem: textProblem(
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
    showAs: (textView: PlaygroundState['textView']) => store.setState({ textView }),
    dismissProblem: () => store.setState({ textProblem: undefined }),

    onEvent(event: Exclude<TextEvent, { modelId: number }>) {
      if ('openId' in event) {
        openings.onEvent(event);
        return;
      }
      const { prepared, sizes } = store.getState();
      switch (event.type) {
        case 'page':
          pages.put(event.jobId, event.page, event.units);
          return;
        case 'noPage':
          pages.forget(event.jobId, event.page);
          return;
        case 'sizes':
          if (sizes && event.jobId === prepared?.jobId) {
            const { jobId, points, done } = event;
            store.setState({ sizes: { jobId, points, done } });
          }
          return;
        case 'located':
          if (event.jobId === prepared?.jobId) byHand.onLocated(event.offsets, event.tokens);
          return;
        default:
          preparation.onEvent(event);
      }
    },

    /** A new worker reads again what this one was reading; what ends that one too waits for the person. */
    onDeath(death: Death) {
      const what = whatDied('The text worker', death);
      const { preparing, opening } = store.getState();
      store.setState({ prepared: undefined }); // what the worker held is gone; the next need prepares it anew
      if (!death.atStart) {
        const isPrepared = preparation.again();
        if (openings.again() || isPrepared) {
          sayRead(`${what} A new one reads the text again.`);
          return;
        }
      }
      sayRead(undefined);
      forget();
      const isTwice = preparing !== undefined || opening !== undefined;
      store.setState({
        ...{ preparing: undefined, opening: undefined },
        textProblem: textProblem(
          isTwice && !death.atStart ? `${what} So did another one on this text.` : what,
          reasonOf(death.reason),
          death.atStart
            ? CANNOT_START
            : 'Press Train to have the text read once more; if it is very large, use a smaller part. Your text is kept.',
        ),
      });
    },
  };
}

export type TextActions = ReturnType<typeof createTextActions>;
