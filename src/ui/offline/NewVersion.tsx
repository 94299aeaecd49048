import { useState } from 'react';
import { trainingPart } from '../../store/trainingPart';
import { useApp, useAppState } from '../app';
import { Note } from '../common/Note';
import { reloadAsNew } from './keepPage';

/** Offers the new version of the page. Not while something trains: it waits until that rests. */
export function NewVersion() {
  const { store } = useApp();
  const isOffered = useAppState((s) => s.isOutdated && trainingPart(s) === undefined);
  const [waits, setWaits] = useState(false);
  if (!isOffered) return null;
  const reload = () => void reloadAsNew().then((answer) => setWaits(answer === 'others'));
  return (
    <Note
      place="page"
      role="status"
      label="New version"
      onDismiss={() => store.setState({ isOutdated: false })}
    >
      <p>
        A new version of Cloze is ready.{' '}
        {waits && 'Another window still shows the old one: close it first. '}
        <button type="button" className="link" onClick={reload}>
          <u>Reload to use it</u>
        </button>
        {waits ? '.' : ', or get it with your next visit.'}
      </p>
    </Note>
  );
}
