import { type RefObject, useLayoutEffect, useState } from 'react';

/** Where a place of the sentence stands, px, within the measured element. */
export interface Place {
  readonly x: number;
  readonly top: number;
  /** Index of its line */
  readonly line: number;
}

/** What the words of a line reach from and to, px, within the measured element. */
export interface Line {
  readonly top: number;
  readonly bottom: number;
}

export interface Places {
  /** By place: 0 is [CLS], the last is [SEP] */
  readonly at: readonly Place[];
  readonly width: number;
  readonly lines: readonly Line[];
}

/** Groups boxes, in reading order, into lines: one whose middle is below all before it begins a new line. */
export function placesIn(boxes: readonly (Line & { readonly x: number })[]): Omit<Places, 'width'> {
  const lines: Line[] = [];
  const at = boxes.map(({ x, top, bottom }) => {
    const line = lines.at(-1);
    if (!line || (top + bottom) / 2 > line.bottom) lines.push({ top, bottom });
    else {
      // [CLS] and [SEP] are set smaller and higher.
      const whole = { top: Math.min(top, line.top), bottom: Math.max(bottom, line.bottom) };
      lines[lines.length - 1] = whole;
    }
    return { x, top, line: lines.length - 1 };
  });
  return { at, lines };
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
      const boxes: (Line & { x: number })[] = [];
      for (const child of element.querySelectorAll<HTMLElement>('[data-place]')) {
        const box = child.getBoundingClientRect();
        boxes[Number(child.dataset.place)] = {
          x: box.left + box.width / 2 - frame.left,
          top: box.top - frame.top,
          bottom: box.bottom - frame.top,
        };
      }
      setPlaces({ ...placesIn(boxes), width: frame.width });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, [ref, key]);
  return places;
}
