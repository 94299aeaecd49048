import { createStore } from 'zustand/vanilla';
import { createExperimentsClient, createTextClient, createTrainerClient } from '../client/workers';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { createExperimentsActions } from './experiments/experiments';
import { type ExperimentsState, NO_EXPERIMENTS } from './experiments/state';
import { createLibraryActions, NO_LIBRARY } from './library/library';
import { createLinkActions, NO_LINK } from './links/links';
import { createMachine } from './machine';
import { createRunActions } from './playground/run';
import { createSettingsActions } from './playground/settings';
import { createTextActions } from './playground/text';
import { createWatchActions } from './playground/watch';
import type { AppState, Part, TextView } from './state';

const NO_RUN: AppState['run'] = {
  status: 'none',
  runId: 0,
  phase: undefined,
  step: 0,
  loaded: undefined,
  facts: undefined,
  backend: undefined,
  changed: [],
  train: [],
  evals: [],
  stepsPerSecond: undefined,
  tokensPerSecond: undefined,
  problem: undefined,
};

/**
 * The page's one store, usable without React: state, and actions grouped by what they are about.
 * The actions own the two workers.
 */
export function createApp(
  initial: { settings?: Settings; part?: Part; experiments?: Partial<ExperimentsState> } = {},
) {
  const store = createStore<AppState>(() => ({
    source: { name: '', text: '', characters: 0 },
    own: [],
    opening: undefined,
    preparing: undefined,
    prepared: undefined,
    textProblem: undefined,
    draw: 0,
    byHand: new Map(),
    sizes: undefined,
    settings: initial.settings ?? DEFAULT_SETTINGS,
    part: initial.part ?? 'playground',
    textView: 'masked',
    experiments: { ...NO_EXPERIMENTS, ...initial.experiments },
    library: NO_LIBRARY,
    run: NO_RUN,
    watch: {
      specimen: undefined,
      views: [],
      live: undefined,
      shown: 'live',
      playing: false,
      compare: { with: 'nothing' },
      pinned: undefined,
      head: { layer: 0, head: 0 },
      from: undefined,
    },
    link: NO_LINK,
    notice: undefined,
  }));

  const trainerClient = createTrainerClient(
    (event) => (event.type === 'kept' ? void library.onKept(event) : run.onEvent(event)),
    (death) => run.onDeath(death),
  );
  const trainer: typeof trainerClient = {
    ...trainerClient,
    terminate() {
      trainerClient.terminate();
      library.onTrainerEnd();
    },
  };
  const texts = createTextClient(
    (event) => text.onEvent(event),
    (death) => text.onDeath(death),
  );
  const experimentsWorker = createExperimentsClient(
    (event) => experiments.onEvent(event),
    (death) => experiments.onDeath(death),
  );
  const requestMachine = createMachine({
    run() {
      if (!run.giveWay()) return;
      const notice =
        'The playground’s run was paused for an experiment. Press Train there to go on with it.';
      store.setState({ notice });
    },
    experiments() {
      const { running } = store.getState().experiments;
      if (!running) return;
      experiments.rest();
      const notice =
        running.kind === 'twins'
          ? 'The playground’s training stopped the three models in Experiments. You can still look at what they have learned.'
          : 'The experiment is paused while the playground trains. You can go on with it in Experiments.';
      store.setState({ notice });
    },
  });
  const experiments = createExperimentsActions(store, experimentsWorker, {
    requestMachine,
    addRun: (saved, state) => library.add(saved, state),
  });
  const watch = createWatchActions(store, trainer);
  const run = createRunActions(store, trainer, { watch, requestMachine });
  const text = createTextActions(store, texts, run);
  const settings = createSettingsActions(store, run, text);
  const dismissNotice = () => store.setState({ notice: undefined });
  /** Shows a part of the page; what is trained goes on. */
  const show = (part: Part) => store.setState({ part });
  const showText = (textView: TextView) => store.setState({ textView });
  const library = createLibraryActions(store, { trainer, run, document: text, show });
  const links = createLinkActions(store, {
    run,
    document: text,
    settings,
    experiments,
    library,
    show,
  });
  return {
    store,
    run,
    text,
    settings,
    watch,
    experiments,
    library,
    links,
    show,
    showText,
    dismissNotice,
  };
}

export type App = ReturnType<typeof createApp>;
export type AppStore = App['store'];
