import type { NoticeState } from './page';
import type { Slice } from './slice';

/**
 * For one of several that give notice at the same time: a new sentence replaces its last one, and leaves what the
 * others have said.
 */
export function createNotice(store: Slice<NoticeState>) {
  let said = '';
  return (sentence: string | undefined) => {
    const others = (store.getState().notice ?? '').replace(said, '').trim();
    said = sentence ?? '';
    store.setState({ notice: [others, said].filter(Boolean).join(' ') || undefined });
  };
}
