import { assertNever } from '../../base/assert';
import type { WorkerClient } from '../../client/workers';
import type { OpenedModel } from '../../protocol/models';
import type { TextEvent, TextRequest } from '../../protocol/texts';
import { createModelShelf, type ModelShelf } from '../../storage/openedModels';
import type { Slice } from '../slice';
import type { Fetched } from './hostedModels';
import type { RunActions } from './run';
import type { SettingsActions } from './settings';
import type { PlaygroundState } from './state';

export interface OpenedModelParts {
  readonly settings: Pick<SettingsActions, 'change'>;
  readonly run: Pick<RunActions, 'reset'>;
  readonly shelf?: ModelShelf;
}

/** Models that were opened from files: to open one, to begin from it, to remove it. */
export function createOpenedModels(
  store: Slice<PlaygroundState>,
  texts: WorkerClient<TextRequest>,
  { settings, run, shelf = createModelShelf() }: OpenedModelParts,
) {
  let newest = 0;
  let listing: Promise<void> | undefined;
  let download: AbortController | undefined;
  const opening = (modelOpening: PlaygroundState['modelOpening']) =>
    store.setState({ modelOpening });
  const others = (id: number) => (store.getState().models ?? []).filter((model) => model.id !== id);
  const begins = () => {
    download?.abort();
    return ++newest;
  };

  /** Opens files of a model, by path, or one archive of them. What was being opened before is given up. */
  const open = (files: readonly (readonly [path: string, file: Blob])[], name: string) => {
    opening({ stage: 'reading', name });
    texts.post({ type: 'openModel', modelId: begins(), name, files });
  };

  return {
    open,
    /** Looks for those that were opened on earlier visits, once. */
    async list() {
      listing ??= shelf.list().then((found) => {
        const here = store.getState().models ?? [];
        const rest = found.filter((model) => here.every(({ id }) => id !== model.id));
        store.setState({ models: [...here, ...rest] });
      });
      await listing;
    },
    /** Shows the dialog that asks for files. */
    ask() {
      begins();
      opening({ stage: 'choosing' });
    },
    /** Shows what a model is that was opened before. */
    show(model: OpenedModel) {
      begins();
      opening({ stage: 'opened', model, isKept: true });
    },
    close() {
      begins();
      opening(undefined);
    },
    /** Opens a model that has to be fetched first: `load` gets its files, and tells the fraction that has come. */
    async fetch(
      name: string,
      load: (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<Fetched>,
    ) {
      const mine = begins();
      download = new AbortController();
      const read = (fraction: number) => opening({ stage: 'reading', name, fraction });
      read(0);
      const result = await load(download.signal, read);
      if (mine !== newest) return;
      if ('files' in result) open(result.files, name);
      else opening({ stage: 'refused', problem: result.problem });
    },
    /**
     * A fresh run begins from it: with its own tokens, or with others that are learned from the text. Returns in plain
     * words why not.
     */
    begin(id: number, tokens: 'model' | 'wordpiece' = 'model'): string | undefined {
      const { run: before } = store.getState();
      const wrong = settings.change({ beginFrom: 'opened', openedModel: id, tokenizer: tokens });
      if (wrong !== undefined) return wrong;
      opening(undefined);
      // Whoever opens a model wants to see it: a run that has trained makes room, and Undo brings it back. One that failed
      // may have lacked this very model.
      if (before.step > 0 || before.status === 'failed') run.reset();
      return undefined;
    },
    async remove(id: number) {
      store.setState({ models: others(id) });
      await shelf.remove(id);
    },
    async onEvent(event: Extract<TextEvent, { modelId: number }>) {
      if (event.modelId !== newest) return;
      switch (event.type) {
        case 'modelRefused':
          opening({ stage: 'refused', problem: event.problem });
          break;
        case 'modelOpened': {
          const { model } = event;
          const { whyNoRoom } = await import('./modelMemory');
          if (event.modelId !== newest) return;
          const problem = whyNoRoom(model, store.getState().settings);
          if (problem) {
            opening({ stage: 'refused', problem });
            return;
          }
          store.setState({ models: [model, ...others(model.id)] });
          const isKept = await shelf.put(model);
          if (event.modelId === newest) opening({ stage: 'opened', model, isKept });
          break;
        }
        default:
          assertNever(event);
      }
    },
  };
}

export type OpenedModelActions = ReturnType<typeof createOpenedModels>;
