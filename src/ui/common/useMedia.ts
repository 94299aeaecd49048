import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, for what stands elsewhere in the document and not only in the picture. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** One column, with Train at the bottom edge. */
export const PHONE = '(max-width: 760px)';
/** Two columns, with Text below them. */
export const NARROW = '(max-width: 1180px)';
