import { useState, useTransition } from 'react';

/** Shows a long list a piece at a time; starts over when `key` changes. */
export function useMore(total: number, step: number, key: unknown) {
  const [state, setState] = useState({ key, shown: step });
  const [waiting, startTransition] = useTransition();
  const shown = Math.min(total, state.key === key ? state.shown : step);
  return {
    shown,
    left: total - shown,
    waiting,
    more: () => startTransition(() => setState({ key, shown: shown + step })),
  };
}
