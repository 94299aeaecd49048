import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps an element as high as it was while what it holds is away, so that the page below does not jump up and down again.
 *
 * @param isEmpty whether it is away now
 */
export function useHeldHeight(isEmpty: boolean): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const full = useRef(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.style.minHeight = isEmpty && full.current > 0 ? `${full.current}px` : '';
    if (isEmpty) return;
    const observer = new ResizeObserver(() => {
      full.current = element.offsetHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isEmpty]);
  return ref;
}
