import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from './state';

/**
 * A notice that stands beside what else the page says: saying something new takes back what this one said before and
 * no more.
 */
export function createNotice(store: Pick<StoreApi<AppState>, 'getState' | 'setState'>) {
  let said = '';
  return (sentence: string | undefined) => {
    const others = (store.getState().notice ?? '').replace(said, '').trim();
    said = sentence ?? '';
    store.setState({ notice: [others, said].filter(Boolean).join(' ') || undefined });
  };
}
