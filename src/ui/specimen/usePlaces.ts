import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where a place of the sentence stands, px, within the measured element. */
export interface Place {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Places {
  /** By place: 0 is [CLS], the last is [SEP] */
  readonly at: readonly Place[];
  readonly width: number;
  readonly lines: number;
}

/** Lines of text: a word that begins below the middle of the one before stands on a new one. */
function countLines(at: readonly Place[]): number {
  const words = at.slice(1, -1); // [CLS] and [SEP] are set smaller and higher
  const begins = (word: Place, i: number) => {
    const before = words[i - 1];
    return !before || word.top > (before.top + before.bottom) / 2;
  };
  return words.filter(begins).length;
}

/**
 * Measures the elements with `data-place` inside `ref`, again whenever its size, its fonts or `key`
 * change.
 */
export function usePlaces(ref: RefObject<HTMLElement | null>, key: unknown): Places | undefined {
  const [places, setPlaces] = useState<Places>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when what stands inside has changed
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const frame = element.getBoundingClientRect();
      const at: Place[] = [];
      for (const child of element.querySelectorAll<HTMLElement>('[data-place]')) {
        const box = child.getBoundingClientRect();
        at[Number(child.dataset.place)] = {
          x: box.left + box.width / 2 - frame.left,
          top: box.top - frame.top,
          bottom: box.bottom - frame.top,
        };
      }
      setPlaces({ at, width: frame.width, lines: countLines(at) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, [ref, key]);
  return places;
}
