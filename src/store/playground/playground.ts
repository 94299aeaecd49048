import type { WorkerClient } from '../../client/workers';
import type { TextRequest } from '../../protocol/texts';
import type { TrainerRequest } from '../../protocol/trainer';
import { createLatest } from '../latest';
import type { RequestMachine } from '../machine';
import type { NoticeState } from '../page';
import type { Slice } from '../slice';
import { createRunActions } from './run';
import { createSettingsActions } from './settings';
import type { PlaygroundState } from './state';
import { createTextActions } from './text';
import { createUnseenActions } from './unseen';
import { createWatchActions } from './watch';

interface PlaygroundParts {
  readonly trainer: WorkerClient<TrainerRequest>;
  readonly texts: WorkerClient<TextRequest>;
  readonly requestMachine: RequestMachine;
}

/** What can be done in the playground: to the text, the settings, the run and the watched sentence. */
export function createPlaygroundActions(
  store: Slice<PlaygroundState & NoticeState>,
  { trainer, texts, requestMachine }: PlaygroundParts,
) {
  /** Of kept runs, the one that is being opened: what cannot go with it ends that. */
  const reopenings = createLatest();
  const watch = createWatchActions(store, trainer);
  const run = createRunActions(store, trainer, { watch, requestMachine, reopenings });
  const text = createTextActions(store, texts, { run, reopenings });
  const settings = createSettingsActions(store, { run, text, reopenings });
  const unseen = createUnseenActions(store, { run, text, settings });
  return { watch, run, text, settings, unseen, reopenings };
}
