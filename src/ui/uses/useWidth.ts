import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * The width of an element, px, so that what is drawn in it has letters of one size in every window.
 *
 * @param usual until it is known
 */
export function useWidth(usual: number): readonly [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(160, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
