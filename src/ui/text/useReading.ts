import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { isCovered } from '../../store/lessons/state';
import { useApp, useAppState } from '../app';
import { createUnitReader, type Drawing } from './reading';

/**
 * Pages that the scroll bar spans at most: browsers draw nothing that is higher than some 17 million pixels. At
 * either end of them the span moves on.
 */
const SPAN = 8000;
/** Pages drawn above and below those that are seen */
const OVERSCAN = 1;

/** Tokens by index of all words chosen by hand. */
function useByHand(): ReadonlySet<number> {
  const byHand = useAppState((s) => s.byHand);
  return useMemo(() => {
    const tokens = new Set<number>();
    for (const [first, end] of byHand.values()) {
      for (let i = first; i < end; i++) tokens.add(i);
    }
    return tokens;
  }, [byHand]);
}

/** What masks are drawn with; an object of its own for each change that matters. */
export function useDrawing(): Drawing {
  const draw = useAppState((s) => s.draw);
  const byHand = useByHand();
  // Dragging the mask ratio must stay smooth: the text follows when there is time.
  const settings = useDeferredValue(useAppState((s) => s.settings));
  const { mlmProbability, maskReplaceProb, randomReplaceProb, seed } = settings;
  const { maskStrategy, randomByFrequency, dupeFactor } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the settings, only those of the masks matter here
  return useMemo(
    () => ({ settings, draw, byHand }),
    [
      draw,
      byHand,
      mlmProbability,
      maskReplaceProb,
      randomReplaceProb,
      seed,
      maskStrategy,
      randomByFrequency,
      dupeFactor,
    ],
  );
}

/** Reads pages of the prepared text; undefined while one is on its way. */
export function usePages() {
  const { pages } = useApp().text;
  useSyncExternalStore(pages.subscribe, pages.version);
  return pages.get;
}

interface LineMetrics {
  /** Height of a line, px, and characters in one of 100 px: guesses, until a page is measured */
  readonly lineHeight: number;
  readonly charsPer100: number;
}

/** The text as the trainer reads it; of all of it, only the pages that are seen are there. */
export function useReading({ lineHeight, charsPer100 }: LineMetrics) {
  const prepared = useAppState((s) => s.prepared);
  const drawing = useDrawing();
  const covered = useAppState((s) => isCovered(s, 'masks'));
  const read = usePages();
  const scroller = useRef<HTMLDivElement>(null);
  const pages = prepared?.cut?.pages;
  const total = pages ? pages.units.length - 1 : 0;
  const [place, setPlace] = useState({ jobId: 0, base: 0 });
  const base = place.jobId === prepared?.jobId ? place.base : 0;
  const count = Math.min(SPAN, total - base);
  /** A page to scroll to, as soon as it is within the span */
  const target = useRef<number>(undefined);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => {
      if (!pages) return 0;
      const characters = pages.offsets[base + i + 1]! - pages.offsets[base + i]!;
      const width = scroller.current?.clientWidth ?? 400;
      return lineHeight * Math.ceil(characters / ((charsPer100 * width) / 100));
    },
    getItemKey: (i) => `${prepared?.jobId} ${base + i}`,
    overscan: OVERSCAN,
    indexAttribute: 'data-page',
  });

  const jump = (page: number) => {
    const to = Math.max(0, Math.min(total - 1, page));
    const inside = to >= base && to < base + count;
    if (inside) {
      virtualizer.scrollToIndex(to - base, { align: 'start' });
      return;
    }
    target.current = to;
    const half = SPAN / 2;
    const next = Math.max(0, Math.min(total - SPAN, to - half));
    setPlace({ jobId: prepared?.jobId ?? 0, base: next });
  };
  useLayoutEffect(() => {
    if (target.current === undefined) return;
    virtualizer.scrollToIndex(target.current - base, { align: 'start' });
    target.current = undefined;
  }, [base, virtualizer]);
  useEffect(() => {
    if (prepared?.jobId !== undefined) scroller.current?.scrollTo({ top: 0 });
  }, [prepared?.jobId]);

  const items = virtualizer.getVirtualItems();
  const seen = items.find((item) => item.end > (virtualizer.scrollOffset ?? 0)) ?? items[0];
  const first = base + (seen?.index ?? 0);
  useEffect(() => {
    const near = SPAN / 16;
    const low = first - base < near && base > 0;
    const high = base + count - first < near && base + count < total;
    if (low || high) {
      target.current = first;
      setPlace({
        jobId: prepared?.jobId ?? 0,
        base: Math.max(0, Math.min(total - SPAN, first - SPAN / 2)),
      });
    }
  }, [first, base, count, total, prepared?.jobId]);

  const readUnit = useMemo(
    () => prepared && createUnitReader(prepared, covered ? undefined : drawing),
    [prepared, drawing, covered],
  );
  const shown =
    prepared && readUnit
      ? items.map((item) => ({
          item,
          units: read(prepared.jobId, base + item.index)?.map(readUnit),
        }))
      : [];
  return {
    prepared,
    settings: drawing.settings,
    /** Whether a lesson hides which tokens are selected */
    covered,
    scroller,
    /** The pages that are drawn */
    shown,
    units: shown.flatMap(({ units }) => units ?? []),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    /** The first page seen, and how many there are */
    page: first,
    total,
    jump,
  };
}

export type Reading = ReturnType<typeof useReading>;
