import { type KeyboardEvent, useState } from 'react';

/**
 * One token of a list, chosen by pointer or arrow keys: an index into the text. `indices` are those that may be
 * chosen, in order; in the list they are items with `data-index` that `selector` finds.
 */
export function useChosenToken(indices: readonly number[], selector: string) {
  const [chosen, setChosen] = useState<number>();
  const at = chosen === undefined ? -1 : indices.indexOf(chosen);
  return {
    /** Undefined where it is not, or no longer, among them */
    chosen: at >= 0 ? chosen : undefined,
    move(event: KeyboardEvent) {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by === undefined || indices.length === 0) return;
      event.preventDefault();
      // From nowhere, left is the last.
      const from = at < 0 && by < 0 ? 0 : at;
      const next = indices[(from + by + indices.length) % indices.length];
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
