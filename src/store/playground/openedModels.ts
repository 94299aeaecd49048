import type { WorkerClient } from '../../client/workers';
import type { TextEvent, TextRequest } from '../../protocol/texts';
import { createModelShelf, type ModelShelf } from '../../storage/openedModels';
import type { Slice } from '../slice';
import type { SettingsActions } from './settings';
import type { PlaygroundState } from './state';

/** Models that were opened from files: to open one, to begin from it, to remove it. */
export function createOpenedModels(
  store: Slice<PlaygroundState>,
  texts: WorkerClient<TextRequest>,
  settings: Pick<SettingsActions, 'change'>,
  shelf: ModelShelf = createModelShelf(),
) {
  let newest = 0;
  let listing: Promise<void> | undefined;
  const opening = (modelOpening: PlaygroundState['modelOpening']) =>
    store.setState({ modelOpening });
  const others = (id: number) => (store.getState().models ?? []).filter((model) => model.id !== id);

  return {
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
    ask: () => opening({ stage: 'choosing' }),
    close() {
      newest++;
      opening(undefined);
    },
    open(files: readonly File[], name: string) {
      opening({ stage: 'reading', name });
      texts.post({
        ...{ type: 'openModel', modelId: ++newest, name },
        files: files.map((file) => [file.webkitRelativePath || file.name, file] as const),
      });
    },
    /** A fresh run begins from it, with its tokens. */
    begin(id: number): string | undefined {
      opening(undefined);
      return settings.change({ beginFrom: 'opened', openedModel: id });
    },
    async remove(id: number) {
      store.setState({ models: others(id) });
      await shelf.remove(id);
    },
    async onEvent(event: Extract<TextEvent, { modelId: number }>) {
      if (event.modelId !== newest) return;
      if (event.type === 'modelRefused') {
        opening({ stage: 'refused', problem: event.problem });
        return;
      }
      const { model } = event;
      store.setState({ models: [model, ...others(model.id)] });
      const isKept = await shelf.put(model);
      if (event.modelId === newest) opening({ stage: 'opened', model, isKept });
    },
  };
}

export type OpenedModelActions = ReturnType<typeof createOpenedModels>;
