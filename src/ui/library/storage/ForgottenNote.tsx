import { useEffect, useState } from 'react';
import { takeWordOfForgetting } from '../../../storage/forgetAll';
import { Note } from '../../common/Note';

let isToBeSaid = takeWordOfForgetting();

/** Says once that everything was deleted: the page was loaded anew after that. */
export function ForgottenNote() {
  const [isSaid, setSaid] = useState(isToBeSaid);
  useEffect(() => {
    isToBeSaid = false;
  }, []);
  if (!isSaid) return null;
  return (
    <Note place="list" role="status" onDismiss={() => setSaid(false)}>
      <p>Everything that Cloze had kept in this browser was deleted.</p>
    </Note>
  );
}
