import { NewVersion } from '../offline/NewVersion';
import { LinkNotice } from './LinkNotice';
import { ReplayNotice } from './share/ReplayNotice';

/** What there is to know about the whole page. */
export default function PageNotes() {
  return (
    <>
      <LinkNotice />
      <ReplayNotice />
      <NewVersion />
    </>
  );
}
