import { useMemo } from 'react';
import { otherHeads } from '../../config/sameHeads';
import { useApp, useAppState } from '../app';
import type { SavedName } from './CompareChoice';

/** The kept runs whose heads can be set beside those of the playground's run, and what compares with one of them. */
export function useComparableRuns(): {
  readonly runs: readonly SavedName[];
  /** Reads the list once, when it is needed: a long one would slow the page's start */
  readonly read: () => void;
  readonly compareWith: (id: string) => Promise<void>;
} {
  const app = useApp();
  const list = useAppState((s) => s.library.list);
  const loaded = useAppState((s) => s.run.loaded);
  const runs = useMemo(() => {
    if (!loaded) return [];
    const V = loaded.prepared.vocabulary.tokens.length;
    return list.filter(
      ({ settings, vocabulary }) =>
        vocabulary.tokens.length === V && otherHeads(settings, loaded.settings) === undefined,
    );
  }, [list, loaded]);
  const read = () => {
    if (!app.store.getState().library.isRead) void app.library.load();
  };
  const compareWith = (id: string) =>
    app.watch.compareOnceRead(async () => {
      const saved = list.find((run) => run.id === id);
      const parameters = await app.library.weights(id);
      if (!saved || !parameters) return undefined;
      const { name, settings, vocabulary } = saved;
      return { id, name, settings, vocabulary: vocabulary.tokens, parameters };
    });
  return { runs, read, compareWith };
}
