import { createStore } from 'zustand/vanilla';
import { createExperimentsClient, createTextClient, createTrainerClient } from '../client/workers';
import type { AutoKey } from '../config/auto';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import type { Runs } from '../storage/keptRuns';
import { createCheckpointSeat } from './checkpoint/seat';
import { type CheckpointSlice, newCheckpoint } from './checkpoint/state';
import { createExperimentsActions } from './experiments/experiments';
import { playgroundText } from './experiments/ownText';
import { type ExperimentsSlice, type ExperimentsState, newExperiments } from './experiments/state';
import { createLessonActions } from './lessons/lessons';
import { type LessonsSlice, newLessons } from './lessons/state';
import { createLibraryActions } from './library/library';
import { type LibrarySlice, newLibrary } from './library/state';
import { addressHash } from './links/address';
import { createLinkActions } from './links/links';
import { type LinkSlice, newLink } from './links/state';
import { createLooks } from './looks';
import { createMachine } from './machine';
import { createPageActions, newPage, type PageState, type Part } from './page';
import { createAgainActions } from './playground/again/again';
import { createPlaygroundActions } from './playground/playground';
import { newPlayground, type PlaygroundState } from './playground/state';
import { createUsesSeat, type UsesSlice } from './uses/seat';

export type AppState = PlaygroundState &
  ExperimentsSlice &
  LibrarySlice &
  LinkSlice &
  LessonsSlice &
  UsesSlice &
  CheckpointSlice &
  PageState;

export interface AppOptions {
  readonly settings?: Settings;
  /** Those that the text decides */
  readonly auto?: readonly AutoKey[];
  readonly part?: Part;
  readonly use?: string | undefined;
  readonly experiments?: Partial<ExperimentsState>;
  /** Where runs are kept, if not in the browser's storage */
  readonly runs?: Runs;
}

/** What the text that experiments learn is made of. */
const TEXT_PARTS = ['source', 'prepared', 'textProblem', 'settings', 'auto', 'byHand'] as const;

/**
 * The page's one store, usable without React: slices of state, and actions that each get the slice they may change.
 * The actions own the three workers.
 */
export function createApp(initial: AppOptions = {}) {
  const store = createStore<AppState>(() => ({
    ...newPlayground(initial.settings ?? DEFAULT_SETTINGS, initial.auto),
    ...newExperiments(initial.experiments),
    ...newLibrary(),
    ...newLink(),
    ...newLessons(),
    ...newPage(initial.part, initial.use),
    trainsUse: false,
    ...newCheckpoint(),
  }));
  const { show, say, dismissNotice } = createPageActions(store);

  const trainerClient = createTrainerClient(
    (event) => {
      checkpoints.hear(event);
      handover.onEvent(event);
      if (event.type === 'readings') looks.onReadings(event);
      if (event.type === 'saved') return;
      if (event.type !== 'kept') {
        run.onEvent(event);
        if (event.type === 'state' && event.state === 'done') again.onDone();
      } else if (event.other === 'compare') again.onKept(event);
      else if (event.other === 'files') library.onTaken(event);
      else void library.onKept(event);
    },
    (death) => run.onDeath(death),
    (runId) => handover.onTrainerEnd(runId),
  );
  const trainer: typeof trainerClient = {
    ...trainerClient,
    terminate() {
      trainerClient.terminate();
      library.onTrainerEnd();
      handover.onTrainerEnd();
      again.onTrainerEnd();
    },
  };
  const texts = createTextClient(
    (event) => {
      if ('modelId' in event) void models.onEvent(event);
      else text.onEvent(event);
    },
    (death) => text.onDeath(death),
  );
  const experimentsWorker = createExperimentsClient(
    (event) => experiments.onEvent(event),
    (death) => experiments.onDeath(death),
  );
  const requestMachine = createMachine({
    run(owner) {
      if (run.giveWay())
        say(
          `The playground’s run was paused for ${owner === 'uses' ? 'the model of a use' : 'an experiment'}. Press Train there to go on with it.`,
        );
    },
    uses() {
      if (uses.giveWay()) say('Another training stopped the one in Uses.');
    },
    experiments(owner) {
      const by = owner === 'uses' ? 'the model of a use' : 'the playground';
      const { running } = store.getState().experiments;
      if (!running) return;
      experiments.rest();
      say(
        running.kind === 'twins'
          ? `The training of ${by} stopped the three models in Experiments. You can still look at what they have learned.`
          : `The experiment is paused while ${by} trains. You can go on with it in Experiments.`,
      );
    },
  });

  const uses = createUsesSeat(store, requestMachine);

  const playground = createPlaygroundActions(store, {
    ...{ trainer, texts, requestMachine },
    onLost: (lost) => lessons.onLost(lost),
    onFailure: (problem) => checkpoints.onFailure(problem),
  });
  const { watch, youFirst, run, text, settings, models, unseen, reopenings, handover, undo } =
    playground;
  const checkpoints = createCheckpointSeat({
    ...{ page: store, run, text, settings, reopenings, chosenIn: text.chosenIn },
    address: () => addressHash(store.getState(), 'playground'),
    post: trainer.post,
  });
  const looks = createLooks(store, trainer);
  const library = createLibraryActions(store, {
    ...{ playground: store, trainer, run, text, reopenings, show, say },
    ...(initial.runs && { storage: initial.runs }),
  });
  const experiments = createExperimentsActions(store, experimentsWorker, {
    ...{ requestMachine, say, addRun: library.add },
    playgroundText: () => playgroundText(store.getState()),
    backend: () => store.getState().settings.backend,
  });
  store.subscribe((now, before) => {
    const isOther = TEXT_PARTS.some((key) => now[key] !== before[key]);
    const isBusy = ({ opening, preparing }: AppState) =>
      opening !== undefined || preparing !== undefined;
    if (isOther || isBusy(now) !== isBusy(before)) experiments.followText();
  });
  const again = createAgainActions(store, trainer, {
    ...{ run, settings, watch, chosenIn: text.chosenIn },
    keepEarlier: ({ saved, source, state }) => library.keepAside(saved, source, state),
    keepPresent: () => library.keep(),
    isKept: (id) => store.getState().library.list.some((one) => one.id === id),
    reopen: (earlier) => text.reopen({ ...earlier, isWanted: reopenings.begin() }),
  });
  const lessons = createLessonActions(store, {
    ...{ page: store, text, settings, undo, again, experiments, show },
  });
  const links = createLinkActions(store, {
    ...{ page: store, run, text, settings, experiments, library, lessons, show, checkpoints },
  });
  return {
    ...{ store, run, text, settings, models, unseen, watch, youFirst, looks, undo, again },
    ...{ experiments, library, lessons, links, uses, checkpoints, show, dismissNotice },
  };
}

export type App = ReturnType<typeof createApp>;
export type AppStore = App['store'];
