import { shortened } from '../../base/words';
import type { WorkerClient } from '../../client/workers';
import type { EncodedSentence } from '../../dataset/sentencesToWatch';
import { writeFill } from '../../masking/fill';
import type { View } from '../../protocol/look';
import type { TrainerRequest } from '../../protocol/trainer';
import { roomFor } from '../../tokenizer/framing';
import type { NoticeState } from '../page';
import { patcher, type Slice } from '../slice';
import { createEarlierGuesses } from './again/guesses';
import { createCompareActions } from './compare';
import { createPlayback } from './playback';
import { isSameCut, type Prepared } from './prepared';
import { addRecording, upToStep } from './recordings';
import { isEdited } from './selectors';
import {
  cutAgain,
  editSpecimen,
  lookInput,
  ownSpecimen,
  type Specimen,
  sentenceSpecimen,
  toggleBlank,
} from './specimen';
import type { PlaygroundState, WatchState } from './state';
import type { Undo } from './undo';

/** Looks are asked for this often while training, and never take more than a twentieth of the time. */
export const LOOK_EVERY_MS = 120;
/** So many times as long as a look took, none is asked for. */
export const LOOK_SHARE = 19;

/** Whether there is another sentence of the text to watch. */
export function hasNext({ run, watch }: Pick<PlaygroundState, 'run' | 'watch'>): boolean {
  const list = run.loaded?.prepared.cut?.candidates ?? [];
  const source = watch.specimen?.source;
  return list.some(({ index }) => source?.kind !== 'sentence' || source.index !== index);
}

/** Without what was seen of a sentence, for another sentence or another model. */
export function forgetSeen(watch: WatchState): WatchState {
  const { compare } = watch;
  return {
    ...watch,
    views: [],
    live: undefined,
    shown: 'live',
    playing: false,
    pinned: undefined,
    compare: compare.with === 'pinned' ? { with: 'nothing' } : compare,
  };
}

/** The watched sentence: which one, its blanks, what the model sees in it. */
export function createWatchActions(
  store: Slice<PlaygroundState & NoticeState>,
  trainer: WorkerClient<TrainerRequest>,
  offer: Undo['offer'],
) {
  let requestId = 0;
  /** The first question about the present sentence */
  let firstId = 0;
  const playback = createPlayback(store);
  const compare = createCompareActions(store, trainer);
  const { askEarlier, onGuess } = createEarlierGuesses(store, trainer);
  /** The text that the present specimen was cut from */
  let shownOf: Prepared | undefined;
  /** A sentence that is to be watched again once its text is there, and what it was cut from */
  let waiting: { readonly specimen: Specimen; readonly of: Prepared } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = patcher(store, 'watch');

  /** Asks the trainer what it sees now, and to record this sentence. The newest question wins. */
  const look = () => {
    clearTimeout(timer);
    const { run, watch } = store.getState();
    if (!watch.specimen || !run.facts) return;
    requestId++;
    const { runId } = run;
    trainer.post({
      type: 'look',
      runId,
      look: { requestId, ...lookInput(watch.specimen), record: true },
    });
  };

  const show = (specimen: Specimen | undefined) => {
    const { watch } = store.getState();
    // Of the same sentence, seen by another model, the same word stays chosen.
    const isSame = specimen !== undefined && specimen === watch.specimen;
    const from = isSame ? watch.from : (specimen?.blanks[0] ?? (specimen ? 0 : undefined));
    store.setState((s) => ({ watch: { ...forgetSeen(s.watch), specimen, from } }));
    waiting = undefined;
    firstId = requestId + 1;
    look();
    compare.askAgain();
    askEarlier();
  };

  /** A sentence of the text, and in a known language the blanks that tell of it */
  const cut = (prepared: Prepared, sentence: EncodedSentence) => {
    const language = store.getState().run.facts?.language;
    const telling = language && 'telling' in language ? language.telling : undefined;
    return sentenceSpecimen(prepared, sentence, telling);
  };

  const candidates = () => store.getState().run.loaded?.prepared.cut?.candidates ?? [];

  /** Shows what was watched, with what was seen of it: by the present run, or by one that is back. */
  const putBack = (before: WatchState) => {
    store.setState(({ watch }) => ({
      watch: {
        ...before,
        playing: false,
        // What kept runs are compared with is not part of what was lost.
        compare: before.compare.with === 'run' ? watch.compare : before.compare,
      },
    }));
    firstId = requestId + 1;
    look();
    compare.askAgain();
    askEarlier();
  };

  /** The sentence as the present run reads it, or another where it cannot; of the same tokens it is what it was. */
  const reread = (specimen: Specimen | undefined, of: Prepared | undefined) => {
    const { prepared, settings } = store.getState().run.loaded!;
    const room = roomFor(settings.maxPositionEmbeddings);
    const source = specimen?.source;
    if (specimen && isSameCut(of, prepared) && specimen.tokens.length <= room) return specimen;
    if (specimen && source?.kind === 'own') {
      const own = cutAgain(specimen, prepared.vocabulary);
      // Where it no longer fits the model, a sentence of the text takes its place.
      if (own.tokens.length > 0 && own.tokens.length <= room) return own;
    }
    const list = candidates();
    // Of another text the first, not the one that happens to have the same number.
    const isSame = of === undefined || isEdited(of.source.text, prepared.source.text);
    const kept =
      source?.kind === 'sentence' && isSame
        ? list.find((s) => s.index === source.index)
        : undefined;
    const sentence = kept ?? list[0];
    return sentence && cut(prepared, sentence);
  };

  const goBack = (before: WatchState, { runId, loaded }: PlaygroundState['run']) => {
    const { run } = store.getState();
    if (run.runId === runId) putBack(before);
    else if (run.loaded) show(reread(before.specimen, loaded?.prepared));
  };

  /** Has `act` show another sentence, and offers to go back to this one. */
  const change = (act: () => void) => {
    const { watch, run } = store.getState();
    act();
    if (!watch.specimen) return;
    offer({
      what: 'Another sentence is shown.',
      brings: `“${shortened(watch.specimen.text.trim())}”`,
      back: 'The sentence is back.',
      isSmall: true,
      undo: () => change(() => goBack(watch, run)),
    });
  };

  return {
    look,
    askEarlier,

    /**
     * A run was loaded: keep the person's own sentence if there is one, else choose one.
     *
     * @param before what was watched with this run, where it was lost and is back
     */
    onLoaded(before?: WatchState) {
      const { run, watch } = store.getState();
      if (!run.loaded) return;
      const { prepared, settings } = run.loaded;
      const heads = settings.numAttentionHeads;
      set({
        head: {
          layer: Math.min(watch.head.layer, settings.numHiddenLayers - 1),
          head: Math.min(watch.head.head, heads - 1),
        },
      });
      const awaited = waiting;
      const isThere = awaited && isSameCut(awaited.of, prepared);
      if (before) putBack(before);
      else if (isThere) show(reread(awaited.specimen, awaited.of));
      else show(reread(watch.specimen, shownOf));
      waiting = isThere ? undefined : awaited;
      shownOf = prepared;
    },

    /** Has the sentence `before` watched again once a model for its text is loaded. */
    watchAgain({ specimen }: WatchState, of: Prepared | undefined) {
      waiting = specimen && of && { specimen, of };
    },

    onView(view: View) {
      if (view.requestId < firstId) return; // about a sentence that is no longer watched
      const { watch, run } = store.getState();
      const was = watch.shown === 'live' ? undefined : watch.views[watch.shown];
      // Where the sentence was changed during a run, its history begins with the first look at it.
      const keep = view.recorded || watch.views.length === 0;
      const views = keep ? addRecording(watch.views, view) : watch.views;
      // Where the run went back, a later moment is none of its past.
      const latest = Math.min(was?.step ?? -1, view.step);
      const place = views.findLastIndex((v) => v.step <= latest);
      set({ views, live: view, shown: place < 0 ? 'live' : place });
      if (run.status === 'running') {
        clearTimeout(timer);
        timer = setTimeout(look, Math.max(LOOK_EVERY_MS, LOOK_SHARE * view.milliseconds));
      }
    },

    /** The run trains on from `step`: later moments are no longer its own. */
    forgetLater(step: number) {
      const { views } = store.getState().watch;
      const past = upToStep(views, step);
      if (past !== views) set({ views: past });
    },

    /**
     * Takes the sentence that a person wrote over `opened`. Returns what is wrong with it, or undefined where it was
     * taken.
     */
    fill(written: string, opened?: Specimen): string | undefined {
      const { run, watch } = store.getState();
      if (!run.loaded) return 'The model is not ready yet. Wait a moment and press Enter again.';
      if (opened && written === writeFill(opened)) return undefined;
      const { prepared, settings } = run.loaded;
      const { vocabulary } = prepared;
      try {
        const own = ownSpecimen(written, vocabulary, settings.maxPositionEmbeddings);
        // Another text may have taken its place meanwhile, in other tokens.
        const isThere = opened !== undefined && opened === watch.specimen;
        change(() => show(isThere ? editSpecimen(opened, own, vocabulary) : own));
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    },

    nextSentence() {
      const loaded = store.getState().run.loaded;
      const list = candidates();
      if (!loaded || list.length === 0) return;
      const source = store.getState().watch.specimen?.source;
      const at = source?.kind === 'sentence' ? list.findIndex((s) => s.index === source.index) : -1;
      change(() => show(cut(loaded.prepared, list[(at + 1) % list.length]!)));
    },

    /** Watches this sentence of the text, with these of its tokens hidden. */
    watchSentence(sentence: EncodedSentence, blanks: readonly number[]) {
      const loaded = store.getState().run.loaded;
      if (loaded) change(() => show({ ...cut(loaded.prepared, sentence), blanks }));
    },

    /** Makes a word a blank, or shows it again. Returns why that cannot be, in words for the page. */
    toggleBlank(index: number): string | undefined {
      const { specimen } = store.getState().watch;
      if (!specimen) return undefined;
      const toggled = toggleBlank(specimen, index);
      if (toggled !== specimen) show(toggled);
      set({ from: index });
      return toggled === specimen
        ? 'You wrote this blank, and nobody knows its word, so it stays a blank. Press Edit sentence to write the word.'
        : undefined;
    },

    lookFrom: (from: number) => set({ from }),
    chooseHead: (layer: number, head: number) => set({ head: { layer, head } }),
    scrub(shown: number | 'live') {
      playback.stopPlaying();
      set({ shown });
    },
    ...playback,
    ...compare,
    onGuess,
  };
}

export type WatchActions = ReturnType<typeof createWatchActions>;

/** The view that the page shows: the newest, or the one scrubbed to. */
export function shownView(watch: WatchState): View | undefined {
  return watch.shown === 'live' ? watch.live : watch.views[watch.shown];
}
