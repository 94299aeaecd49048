import { RESET_KEYS, type Settings } from '../../config/settings';
import type { CheckpointActions } from '../checkpoint/seat';
import type { ExperimentsActions } from '../experiments/experiments';
import type { ExperimentsSlice } from '../experiments/state';
import { createLatest } from '../latest';
import type { LessonActions } from '../lessons/lessons';
import type { LibraryActions } from '../library/library';
import type { Part } from '../page';
import { decided } from '../playground/auto';
import { usualFor } from '../playground/languageSettings';
import { languageOf } from '../playground/prepared';
import type { RunActions } from '../playground/run';
import { isCutAlike, isHere, isText } from '../playground/savedText';
import { isUnkept } from '../playground/selectors';
import type { SettingsActions } from '../playground/settings';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import { patcher, type Reads, type Slice } from '../slice';
import { type Link, readLink } from './readLink';
import type { LinkSlice, Loss } from './state';

export interface LinkParts {
  /** What a link would change */
  readonly page: Reads<PlaygroundState & ExperimentsSlice>;
  readonly run: Pick<RunActions, 'reset' | 'giveUp' | 'forget'>;
  readonly text: Pick<TextActions, 'restore' | 'takeLink'>;
  readonly settings: Pick<SettingsActions, 'take'>;
  readonly experiments: Pick<ExperimentsActions, 'takeLink'>;
  readonly library: Pick<LibraryActions, 'keepThen'>;
  readonly lessons: Pick<LessonActions, 'open'>;
  readonly checkpoints: Pick<CheckpointActions, 'find' | 'sayNoText'>;
  readonly show: (part: Part, use?: string) => void;
}

/** Whether a link brings another text than the one shown. One that brings none leaves the text as it is. */
function changesText(state: PlaygroundState, { text, sent }: Link): boolean {
  const { source, prepared } = state;
  if (sent && isText(source, sent)) return !isCutAlike(languageOf(source, prepared), sent);
  if (sent) return isHere(state, sent);
  return text !== undefined && text !== source.builtIn;
}

/** The link with what is packed in it. Most have nothing. */
async function unpacked(link: Link): Promise<Link> {
  const { own, replay } = link.packed;
  if ((own ?? replay) === undefined) return link;
  try {
    return await (await import('./sent/unpack')).unpack(link);
  } catch {
    const kind = own === undefined ? 'replay' : 'own';
    return { ...link, problems: [...link.problems, { kind, why: 'noCode' }] };
  }
}

/** All settings as a link wants them: what it does not name is as usual for the text, unless it names no setting at all. */
function wantedSettings(state: PlaygroundState, link: Link): Settings {
  if (changesText(state, link)) return link.settings;
  if (link.isPlaceOnly) return state.settings;
  return decided(state, { ...usualFor(state.source), ...link.given }, link.auto);
}

/** Whether the playground's run cannot go on under a link. */
function endsRun(state: PlaygroundState, link: Link): boolean {
  const { loaded, step } = state.run;
  if (!loaded || step === 0) return false;
  const wanted = wantedSettings(state, link);
  return changesText(state, link) || RESET_KEYS.some((k) => loaded.settings[k] !== wanted[k]);
}

/** Whether the three models of the experiments have learned something and would go. */
function endsTwins(
  { experiments }: ExperimentsSlice,
  { experiments: { languageId } }: Link,
): boolean {
  const isOther = languageId !== undefined && languageId !== experiments.languageId;
  return (
    isOther &&
    experiments.twinsKept !== experiments.twins.length &&
    experiments.twins.some(({ step }) => step > 0)
  );
}

/** Links: the one that the page is opened with, and those that are pasted into an open page. */
export function createLinkActions(store: Slice<LinkSlice>, parts: LinkParts) {
  const { page, run, text, settings, experiments, library, lessons, checkpoints, show } = parts;
  const set = patcher(store, 'link');
  /** Of links that were pasted: what is packed in one takes a moment */
  const opened = createLatest();
  /** The newest one: of an older one nothing is said any more */
  let last: Link | undefined;
  const complain = async (link: Link) => {
    const { missingText, problems, sent } = link;
    last = link;
    const isByHand = page.getState().settings.maskStrategy === 'hand';
    if (!sent && missingText === undefined && problems.length === 0 && !isByHand) {
      set({ complaints: [] });
      return;
    }
    const { complaintsOf } = await import('./linkTexts');
    if (last === link) set({ complaints: complaintsOf(link, page.getState()) });
  };

  const apply = async (link: Link) => {
    const state = page.getState();
    const startsOver = endsRun(state, link);
    const wanted = wantedSettings(state, link);
    show(link.part, link.use);
    experiments.takeLink(link.experiments);
    if (changesText(state, link)) {
      if (startsOver) run.giveUp();
      set({ asking: undefined });
      await text.takeLink(link, wanted);
      if (page.getState().textProblem) run.forget(); // it could not be read: the run is still there
    } else {
      settings.take(wanted, link.isPlaceOnly ? state.auto : link.auto);
      if (startsOver) run.reset();
      set({ asking: undefined });
    }
    set({ replay: link.replay });
    await complain(link);
  };

  /** Takes a link at once, or asks first where something would be lost. */
  const consider = (link: Link) => {
    const state = page.getState();
    const loses: Loss[] = [];
    if (isUnkept(state) && endsRun(state, link)) loses.push('run');
    if (endsTwins(state, link)) loses.push('twins');
    if (loses.length > 0) set({ complaints: [], asking: { link, loses } });
    else void apply(link);
  };

  return {
    /** The page was opened with this link. */
    async begin(link: Link) {
      const whole = unpacked(link);
      const reopening = await checkpoints.find(link);
      const isBack = await text.restore(link.text, { link: whole, reopening });
      if (reopening && !isBack) checkpoints.sayNoText(reopening.saved.text.name);
      const { replay } = await whole;
      if (replay) {
        settings.take({ ...page.getState().settings, backend: replay.settings.backend }, link.auto);
        set({ replay });
      }
      await complain(await whole);
      if (link.lesson) lessons.open(link.lesson);
    },

    /** A link was pasted into the open page. Asks first where something would be lost. */
    open(hash: string) {
      const link = readLink(hash);
      const { own, replay } = link.packed;
      const isLatest = opened.begin();
      if (link.lesson) {
        lessons.open(link.lesson); // it gives back what it takes the place of
        set({ complaints: [], asking: undefined });
        void complain(link);
      } else if ((own ?? replay) === undefined) consider(link);
      else void unpacked(link).then((whole) => isLatest() && consider(whole));
    },

    /** Takes a link without a question: whoever calls this gives back what is lost. */
    take: async (hash: string) => apply(await unpacked(readLink(hash))),

    /** Takes the link, and loses what it said. */
    accept() {
      const { asking } = store.getState().link;
      if (asking) void apply(asking.link);
    },
    /** Keeps the playground's run in the Library first. If that cannot be done, the link is not taken. */
    acceptKept() {
      const { asking } = store.getState().link;
      set({ asking: undefined });
      if (asking) library.keepThen(() => apply(asking.link));
    },
    /** Leaves everything as it is. */
    refuse: () => set({ asking: undefined }),
    dismiss() {
      last = undefined;
      set({ complaints: [] });
    },
    /** Nobody wants to know any more whether the run was repeated. */
    dismissReplay: () => set({ replay: undefined }),
  };
}
