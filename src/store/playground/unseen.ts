import type { Slice } from '../slice';
import type { RunActions } from './run';
import { lengthOf, trainedWith, unseenChanges } from './selectors';
import type { SettingsActions } from './settings';
import type { PlaygroundState } from './state';
import type { TextActions } from './text';

interface Parts {
  readonly run: Pick<RunActions, 'reset' | 'train'>;
  readonly text: Pick<TextActions, 'ensure' | 'backToRun'>;
  readonly settings: Pick<SettingsActions, 'take'>;
}

/** What can be done about changes that the run's results know nothing of (`unseenChanges`). */
export function createUnseenActions(store: Slice<PlaygroundState>, { run, text, settings }: Parts) {
  /** Takes them back: text and settings are those of the run. */
  const takeBack = () => {
    const { loaded } = store.getState().run;
    const keys = unseenChanges(store.getState()).filter((k) => k !== 'text');
    const of = trainedWith(store.getState());
    const maxSteps = lengthOf(store.getState());
    text.backToRun();
    const { settings: now, auto } = store.getState();
    const asTrained = Object.fromEntries(keys.map((k) => [k, of[k]]));
    settings.take({ ...now, ...asTrained, maxSteps }, loaded?.auto ?? auto);
  };

  return {
    /** Trains a fresh model with them. */
    restart() {
      run.reset();
      run.train();
      text.ensure();
    },

    takeBack,

    /** Takes them back; a run that has steps left goes on. */
    continueAsItIs() {
      takeBack();
      if (store.getState().run.status === 'paused') run.train();
    },
  };
}

export type UnseenActions = ReturnType<typeof createUnseenActions>;
