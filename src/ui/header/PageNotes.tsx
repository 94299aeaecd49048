import { NewVersion } from '../offline/NewVersion';
import { LinkNotice } from './LinkNotice';

/** What there is to know about the whole page. */
export default function PageNotes() {
  return (
    <>
      <LinkNotice />
      <NewVersion />
    </>
  );
}
