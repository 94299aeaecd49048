import { useDeferredValue, useMemo } from 'react';
import { useAppState } from '../app';
import { type ReadUnit, readUnit, windowEdges } from './reading';
import { useMore } from './useMore';

/** Units shown at first, and added by each "Show more". */
const STEP = 24;

/** The text as the trainer reads it, a piece at a time; undefined until it is prepared. */
export function useReading() {
  const prepared = useAppState((s) => s.prepared);
  const draw = useAppState((s) => s.draw);
  // Dragging the mask ratio must stay smooth: the text follows when there is time.
  const settings = useDeferredValue(useAppState((s) => s.settings));
  const dataset = prepared?.dataset;
  const edges = useMemo(() => dataset && windowEdges(dataset), [dataset]);
  const paging = useMore(dataset?.units.starts.length ?? 0, STEP, dataset);
  const { mlmProbability, maskReplaceProb, randomReplaceProb, seed } = settings;
  const { maskStrategy, randomByFrequency, dupeFactor } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the settings, only those of the masks matter here
  const units = useMemo<readonly ReadUnit[]>(
    () =>
      prepared && dataset && edges
        ? Array.from({ length: paging.shown }, (_, u) =>
            readUnit(prepared, dataset, edges, u, draw, settings),
          )
        : [],
    [
      prepared,
      dataset,
      edges,
      paging.shown,
      draw,
      mlmProbability,
      maskReplaceProb,
      randomReplaceProb,
      maskStrategy,
      randomByFrequency,
      dupeFactor,
      seed,
    ],
  );
  return { prepared, units, settings, ...paging };
}
