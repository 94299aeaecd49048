import { RESET_KEYS, type Settings } from '../../config/settings';
import type { ExperimentsActions } from '../experiments/experiments';
import type { ExperimentsSlice } from '../experiments/state';
import type { LessonActions } from '../lessons/lessons';
import type { LibraryActions } from '../library/library';
import type { Part } from '../page';
import { decided } from '../playground/auto';
import { usualFor } from '../playground/languageSettings';
import type { RunActions } from '../playground/run';
import { isUnkept } from '../playground/selectors';
import type { SettingsActions } from '../playground/settings';
import type { PlaygroundState } from '../playground/state';
import type { TextActions } from '../playground/text';
import { patcher, type Reads, type Slice } from '../slice';
import { type Link, NO_WORDS, noSuchText, readLink } from './readLink';
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
  readonly show: (part: Part, use?: string) => void;
}

/** Whether a link names another text than the one shown. One that names none leaves the text as it is. */
const changesText = ({ source }: PlaygroundState, { text }: Link) =>
  text !== undefined && text !== source.builtIn;

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
  const { page, run, text, settings, experiments, library, lessons, show } = parts;
  const set = patcher(store, 'link');
  const complain = (link: Link) => {
    const { source, settings: now, byHand } = page.getState();
    const { missingText: missing } = link;
    const noText = missing === undefined ? [] : [noSuchText(missing, source.name)];
    const noWords = now.maskStrategy === 'hand' && byHand.size === 0 ? [NO_WORDS] : [];
    set({ complaints: [...new Set([...noText, ...link.complaints, ...noWords])] });
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
      await text.takeLink(link.text, wanted, link.auto);
      if (page.getState().textProblem) run.forget(); // it could not be read: the run is still there
    } else {
      settings.take(wanted, link.isPlaceOnly ? state.auto : link.auto);
      if (startsOver) run.reset();
      set({ asking: undefined });
    }
    complain(link);
  };

  return {
    /** The page was opened with this link. */
    async begin(link: Link) {
      set({ complaints: link.complaints });
      await text.restore(link.text);
      complain(link);
      if (link.lesson) lessons.open(link.lesson);
    },

    /** A link was pasted into the open page. Asks first where something would be lost. */
    open(hash: string) {
      const link = readLink(hash);
      const state = page.getState();
      if (link.lesson) {
        lessons.open(link.lesson); // it gives back what it takes the place of
        set({ complaints: link.complaints, asking: undefined });
        return;
      }
      const loses: Loss[] = [];
      if (isUnkept(state) && endsRun(state, link)) loses.push('run');
      if (endsTwins(state, link)) loses.push('twins');
      if (loses.length > 0) set({ complaints: [], asking: { link, loses } });
      else void apply(link);
    },

    /** Takes a link without a question: whoever calls this gives back what is lost. */
    take: (hash: string) => apply(readLink(hash)),

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
    dismiss: () => set({ complaints: [] }),
  };
}
