import { type MouseEvent, useEffect, useRef } from 'react';
import { countedFirst, nameSome } from '../../../base/words';
import type { Source } from '../../../protocol/texts';
import { runsThatNeed } from '../../../store/library/textFacts';
import type { OwnTextActions } from '../../../store/library/texts';
import { useAppState } from '../../app';
import { Note } from '../../common/Note';
import { useAllRuns } from '../useAllRuns';

interface Props {
  readonly source: Source;
  readonly actions: OwnTextActions;
}

/** Under a text that is to be deleted: the runs that could not go on without it. */
export function NeededNote({ source, actions }: Props) {
  const isAsked = useAppState((s) => s.library.texts?.asking === source);
  const own = useAppState((s) => s.own);
  const runs = useAllRuns();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsked) first.current?.focus();
  }, [isAsked]);
  if (!isAsked) return null;
  const names = runsThatNeed(source, own, runs).map(({ name }) => `“${name}”`);
  const cancel = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    currentTarget.closest('li')?.querySelector('button')?.focus();
    actions.cancelRemove();
  };
  return (
    <Note
      place="row"
      role="alert"
      actions={
        <>
          <button ref={first} type="button" className="button small" onClick={cancel}>
            Keep it
          </button>
          <button type="button" className="button small" onClick={actions.removeAnyway}>
            Delete it
          </button>
        </>
      }
    >
      <p>
        <strong>{countedFirst(names.length, 'run needs', 'runs need')} this text to go on:</strong>{' '}
        {nameSome(names)}. Without it {names.length === 1 ? 'its' : 'their'} curves, exam and
        weights stay, but the playground can train {names.length === 1 ? 'it' : 'them'} no further.
      </p>
    </Note>
  );
}
