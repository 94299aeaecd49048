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
      const lines = new Set(at.map((place) => Math.round(place.bottom / 24))).size;
      setPlaces({ at, width: frame.width, lines });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, [ref, key]);
  return places;
}
