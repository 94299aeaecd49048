import type { StoreApi } from 'zustand/vanilla';
import { RESET_KEYS, type Settings } from '../config/settings';
import { languages } from '../grammar/languages';
import type { ExperimentsActions } from './experiments';
import { usualFor } from './languageSettings';
import { isUnkept, type LibraryActions } from './library';
import { type Link, NO_WORDS, noSuchText, readLink } from './readLink';
import type { RunActions } from './run';
import type { SettingsActions } from './settings';
import type { AppState, Part } from './state';
import type { TextActions } from './text';

/** What applying a link would lose: the playground's run, or the three models of the experiments. */
export type Loss = 'run' | 'twins';

export interface LinkState {
  /** What of the last link could not be taken, until it is dismissed */
  readonly complaints: readonly string[];
  /** A link that waits for an answer, as something would be lost */
  readonly asking: { readonly link: Link; readonly loses: readonly Loss[] } | undefined;
}

export const NO_LINK: LinkState = { complaints: [], asking: undefined };

interface LinkParts {
  readonly run: RunActions;
  readonly document: TextActions;
  readonly settings: SettingsActions;
  readonly experiments: ExperimentsActions;
  readonly library: LibraryActions;
  readonly show: (part: Part) => void;
}

/** Whether a link names another text than the one shown. One that names none leaves the text as it is. */
const changesText = ({ source }: AppState, { text }: Link) =>
  text !== undefined && text !== source.builtIn;

/** All settings as a link wants them: what it does not name is as usual for the text, unless it names no setting at all. */
function wantedSettings(state: AppState, link: Link): Settings {
  if (changesText(state, link)) return link.settings;
  return link.isPlaceOnly ? state.settings : { ...usualFor(state.source), ...link.given };
}

/** Whether the playground's run cannot go on under a link. */
function endsRun(state: AppState, link: Link): boolean {
  const { loaded, step } = state.run;
  if (!loaded || step === 0) return false;
  const wanted = wantedSettings(state, link);
  return changesText(state, link) || RESET_KEYS.some((k) => loaded.settings[k] !== wanted[k]);
}

/** Whether the three models of the experiments have learned something and would go. */
function endsTwins({ experiments }: AppState, { experiments: { languageId } }: Link): boolean {
  const isOther = languageId !== undefined && languageId !== experiments.languageId;
  return (
    isOther &&
    experiments.twinsKept !== experiments.twins.length &&
    experiments.twins.some(({ step }) => step > 0)
  );
}

/** Links: the one that the page is opened with, and those that are pasted into an open page. */
export function createLinkActions(store: StoreApi<AppState>, parts: LinkParts) {
  const { run, document, settings, experiments, library, show } = parts;
  const set = (patch: Partial<LinkState>) =>
    store.setState((s) => ({ link: { ...s.link, ...patch } }));
  const complain = (link: Link) => {
    const { source, settings: now, byHand } = store.getState();
    const { missingText: missing } = link;
    const noText = missing === undefined ? [] : [noSuchText(missing, source.name)];
    const noWords = now.maskStrategy === 'hand' && byHand.size === 0 ? [NO_WORDS] : [];
    set({ complaints: [...new Set([...noText, ...link.complaints, ...noWords])] });
  };

  const apply = async (link: Link) => {
    const state = store.getState();
    const startsOver = endsRun(state, link);
    const wanted = wantedSettings(state, link);
    show(link.part);
    experiments.takeLink(link.experiments);
    if (changesText(state, link)) {
      // A language sets what it needs itself; any other text comes with the link's settings.
      if (languages.every(({ id }) => id !== link.text)) document.keepSettings();
      store.setState({ settings: wanted });
      if (startsOver) run.giveUp();
      set({ asking: undefined });
      await document.chooseById(link.text);
      if (store.getState().textProblem) run.forget(); // it could not be read: the run is still there
    } else {
      settings.change(wanted);
      if (startsOver) run.reset();
      set({ asking: undefined });
    }
    complain(link);
  };

  return {
    /** The page was opened with this link. */
    async begin(link: Link) {
      set({ complaints: link.complaints });
      await document.restore(link.text);
      complain(link);
    },

    /** A link was pasted into the open page. Asks first where something would be lost. */
    open(hash: string) {
      const link = readLink(hash);
      const state = store.getState();
      const loses: Loss[] = [];
      if (isUnkept(state) && endsRun(state, link)) loses.push('run');
      if (endsTwins(state, link)) loses.push('twins');
      if (loses.length > 0) set({ complaints: [], asking: { link, loses } });
      else void apply(link);
    },

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
