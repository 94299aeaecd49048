import { useEffect, useState } from 'react';
import { createCollector, matchOf } from '../../../store/links/sent/compareCurves';
import type { Replay } from '../../../store/links/sent/replay';
import { type ReplayTold, replayWords } from '../../../store/links/sent/replayWords';
import { unlike } from '../../../store/links/sent/unlike';
import { lastStep } from '../../../store/playground/selectors';
import { useApp, useAppState } from '../../app';
import { Note } from '../../common/Note';

/** What there is to say of this run beside the sent one; undefined at first. */
function useReplayTold(replay: Replay): ReplayTold | undefined {
  const { store } = useApp();
  const [told, setTold] = useState<ReplayTold>();
  useEffect(() => {
    const collect = createCollector(replay);
    let last = '';
    const take = () => {
      const state = store.getState();
      const now = replayWords(replay, {
        step: lastStep(state.run),
        match: matchOf(collect(state.run)),
        unlike: unlike(replay, state),
      });
      const words = JSON.stringify(now);
      if (words === last) return;
      last = words;
      setTold(now);
    };
    take();
    return store.subscribe((now, before) => {
      const isOther = (['run', 'settings', 'source'] as const).some((k) => now[k] !== before[k]);
      if (isOther) take();
    });
  }, [replay, store]);
  return told;
}

function Told({ replay }: { readonly replay: Replay }) {
  const app = useApp();
  const told = useReplayTold(replay);
  return (
    <Note
      place="page"
      role="status"
      label="The run of this link"
      onDismiss={app.links.dismissReplay}
    >
      <p>
        <strong>{told?.what}</strong> {told?.why.join(' ')}
      </p>
    </Note>
  );
}

/** Whether this page repeats the run of a link. */
export function ReplayNotice() {
  const replay = useAppState((s) => s.link.replay);
  return replay ? <Told replay={replay} /> : null;
}
