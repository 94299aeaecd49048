import { createStore, delMany, entries, set, type UseStore } from 'idb-keyval';
import type { OpenedModel } from '../protocol/models';
import { writing } from './writing';

/**
 * The models that were opened in this browser, in a database of their own. Their weights are Blobs, which browsers keep
 * on disk: to list models reads none of them.
 */
export function createModelShelf() {
  let opened: UseStore | undefined;
  const db = () => {
    opened ??= createStore('cloze-models', 'models');
    return opened;
  };
  return {
    /** Those kept; none where the browser does not let the page look. */
    async list(): Promise<readonly OpenedModel[]> {
      try {
        return (await entries<number, OpenedModel>(db())).map(([, model]) => model);
      } catch {
        return [];
      }
    },
    /** Resolves to false where the browser has no room for it, or no storage. */
    put: async (model: OpenedModel): Promise<boolean> =>
      writing(
        Promise.resolve()
          .then(() => set(model.id, model, db()))
          .then(
            () => true,
            () => false,
          ),
      ),
    remove: async (id: number): Promise<void> => writing(delMany([id], db())).catch(() => {}), // it is gone at the latest with the others
  };
}

export type ModelShelf = ReturnType<typeof createModelShelf>;
