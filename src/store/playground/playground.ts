import type { TrainerClient, WorkerClient } from '../../client/workers';
import type { Problem } from '../../protocol/problem';
import type { TextRequest } from '../../protocol/texts';
import { createLatest } from '../latest';
import type { RequestMachine } from '../machine';
import type { NoticeState } from '../page';
import type { Slice } from '../slice';
import { createHandover } from './handover';
import { createLostRun, type LostRun } from './lostRun';
import { createOpenedModels } from './openedModels';
import { createRunActions } from './run';
import { createSettingsActions } from './settings';
import type { PlaygroundState } from './state';
import { createTextActions } from './text';
import { createUndo } from './undo';
import { createUnseenActions } from './unseen';
import { createWatchActions } from './watch';
import { createYouFirstActions } from './youFirst/youFirst';

interface PlaygroundParts {
  readonly trainer: TrainerClient;
  readonly texts: WorkerClient<TextRequest>;
  readonly requestMachine: RequestMachine;
  /** Told of each run that is lost */
  readonly onLost?: (lost: LostRun) => void;
  /** Told when the run cannot go on; true where it is brought back by itself */
  readonly onFailure: (problem: Problem) => boolean;
}

/** What can be done in the playground: to the text, the settings, the run and the watched sentence. */
export function createPlaygroundActions(
  store: Slice<PlaygroundState & NoticeState>,
  { trainer, texts, requestMachine, onLost, onFailure }: PlaygroundParts,
) {
  /** Of kept runs, the one that is being opened: what cannot go with it ends that. */
  const reopenings = createLatest();
  const { offer, say, ...undo } = createUndo(store);
  const handover = createHandover(trainer);
  const watch = createWatchActions(store, trainer, offer);
  const youFirst = createYouFirstActions(store, trainer, watch);
  const onLose = createLostRun(store, {
    ...{ handover, reopenings, undo: { offer, say }, onLost },
    chosenIn: (source) => text.chosenIn(source),
    bringBack: (source, reopening) => text.bringBack(source, reopening),
  });
  const run = createRunActions(store, trainer, {
    ...{ watch, youFirst, requestMachine, reopenings, onLose, onFailure },
  });
  const text = createTextActions(store, texts, { run, watch, reopenings, offer });
  const settings = createSettingsActions(store, { run, text, reopenings });
  const models = createOpenedModels(store, texts, { settings, run });
  const unseen = createUnseenActions(store, { run, text, settings });
  return { watch, youFirst, run, text, settings, models, unseen, reopenings, handover, undo };
}
