import type { AutoKey } from '../../config/auto';
import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import type { Source } from '../../protocol/texts';
import type { Latest } from '../latest';
import type { NoticeState } from '../page';
import type { Slice } from '../slice';
import { afterTrip } from './again/trip';
import type { ByHand } from './byHand';
import { createLanguageSettings } from './languageSettings';
import { createOwnTexts } from './ownTexts';
import type { Brought } from './reopening';
import type { PlaygroundState } from './state';

const usualOnes = (keys: readonly AutoKey[]): Partial<Settings> =>
  Object.fromEntries(keys.map((key) => [key, DEFAULT_SETTINGS[key]]));

interface ShownTextEnds {
  /** Told each time the person has the text changed */
  readonly onChange: () => void;
  /** Told once another text has taken the place of the one that was there */
  readonly onLose: (before: PlaygroundState, brought: Brought | undefined) => void;
}

/** Shows a text in the place of another; until it is prepared, that can be taken back. */
export function createShownText(
  store: Slice<PlaygroundState & NoticeState>,
  byHand: Pick<ByHand, 'of'>,
  /** Of texts that are chosen: once another is shown, one that is still on its way no longer counts */
  choices: Pick<Latest, 'cancel'>,
  { onChange, onLose }: ShownTextEnds,
) {
  const kept = createOwnTexts(store);
  const { settingsFor } = createLanguageSettings();
  /** One's own texts as they were before one was opened: cancelling goes back to them */
  let ownBefore: readonly Source[] | undefined;
  /** The last text that was typed: it is never taken back */
  let typed: Source | undefined;

  const show = (source: Source, brought?: Brought) => {
    choices.cancel();
    // What brings the text brings its settings too.
    const { settings, auto } = brought ? store.getState() : afterTrip(store.getState());
    // A language decides what it needs itself.
    const usual = source.grammar !== undefined && !brought ? usualOnes(auto) : {};
    store.setState({
      source,
      settings: settingsFor(source, { ...settings, ...usual }, brought !== undefined),
      auto,
      draw: 0,
      byHand: byHand.of(source),
    });
    if (!brought) onChange();
  };

  /** Keeps one's own text as the newest; that can be taken back until it is prepared. */
  const keepForNow = (source: Source, replaced?: Source) => {
    ownBefore ??= store.getState().own;
    kept.keep(source, replaced);
  };

  return {
    /** Shows the same text, edited. */
    edit: (source: Source) => show(source),
    show(source: Source, brought?: Brought) {
      const before = store.getState();
      show(source, brought);
      onLose(before, brought);
    },
    keep: kept.keep,
    keepForNow,
    drop: kept.drop,

    /** Remembers that the text shown was typed. */
    noteTyped() {
      typed = store.getState().source;
    },

    /** Shows the same text as one in another language. */
    replace(source: Source, changed: Source, brought?: Brought) {
      const { prepared } = store.getState();
      if (source === typed && prepared?.source !== source) typed = changed;
      show(changed, brought);
      if (source.builtIn === undefined) keepForNow(changed, source);
    },

    /** Shows a text again, with one's own texts as they were. */
    bringBack(source: Source, own: readonly Source[], brought?: Brought) {
      const before = store.getState();
      show(source, brought);
      kept.bringBack(own);
      onLose(before, brought);
    },

    /** What is shown stays, as far as one's own texts go. */
    settle() {
      ownBefore = undefined;
    },

    /** Lets go of the files that nothing on the page reads from. */
    sweep: kept.sweep,
    arrange: kept.arrange,

    /** Shows again what is prepared, with its settings. False where there is nothing, or what was typed would be lost. */
    goBack(): boolean {
      const { prepared, source, settings } = store.getState();
      if (!prepared || (source === typed && source !== prepared.source)) return false;
      if (source !== prepared.source) show(prepared.source);
      store.setState({ settings: { ...settings, ...prepared.madeFor } });
      if (ownBefore) kept.goBack(ownBefore);
      ownBefore = undefined;
      const { own } = store.getState();
      const isOwn = prepared.source.builtIn === undefined && !own.includes(prepared.source);
      if (isOwn && prepared.source.text !== '') kept.keep(prepared.source);
      kept.sweep();
      return true;
    },
  };
}

export type ShownText = ReturnType<typeof createShownText>;
