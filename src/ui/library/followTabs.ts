import { hearTabs } from '../../storage/otherTabs';
import { rereadOwnTexts } from '../../storage/ownTextsElsewhere';
import type { App } from '../../store/app';

/** Shows what other tabs keep, rename and delete. Returns what ends that. */
export function followTabs(app: App, loadAutomatic: () => Promise<unknown>): () => void {
  const { store, library, run } = app;
  const readTexts = async () => {
    const own = await rereadOwnTexts(() => store.getState().own);
    store.setState({ own });
  };
  const readRuns = async () => {
    const before = store.getState().library.list;
    await library.load();
    const now = new Set(store.getState().library.list.map(({ id }) => id));
    for (const { id } of before) if (!now.has(id)) run.onLost(id);
  };
  void readTexts().catch(() => {}); // they were read when the page was opened
  return hearTabs(() => Promise.all([readTexts(), readRuns(), loadAutomatic()]));
}
