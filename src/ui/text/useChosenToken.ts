import { type KeyboardEvent, useRef, useState } from 'react';

/**
 * One token of a list, chosen by pointer or arrow keys: an index into the text. `indices` are those that may be
 * chosen, in order; in the list they are items with `data-index` that `selector` finds.
 */
export function useChosenToken(indices: readonly number[], selector: string) {
  const [chosen, setChosen] = useState<number>();
  const at = chosen === undefined ? -1 : indices.indexOf(chosen);
  /** Where the keys go on from once the pointer has left */
  const last = useRef<number>(undefined);
  if (at >= 0) last.current = chosen;
  return {
    /** Undefined where it is not, or no longer, among them */
    chosen: at >= 0 ? chosen : undefined,
    move(event: KeyboardEvent) {
      const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
      const by = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
      if (by === undefined || indices.length === 0) return;
      event.preventDefault();
      // Only part of a long text is drawn, so the keys do not wrap around.
      const from = last.current === undefined ? -1 : indices.indexOf(last.current);
      const next = indices[Math.max(0, Math.min(indices.length - 1, from + by))];
      setChosen(next);
      event.currentTarget
        .querySelector(`[data-index="${next}"]`)
        ?.scrollIntoView({ block: 'nearest' });
    },
    point(target: EventTarget) {
      const item = (target as HTMLElement).closest<HTMLElement>(selector);
      setChosen(item ? Number(item.dataset.index) : undefined);
    },
  };
}
