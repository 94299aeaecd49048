import { useId, useState } from 'react';
import { counted, nameSome } from '../../../base/words';
import { forgetAll, leaveWordOfForgetting } from '../../../storage/forgetAll';
import { isUnkept } from '../../../store/playground/selectors';
import { withHash } from '../../address';
import { useAppState } from '../../app';
import { Dialog } from '../../common/Dialog';
import styles from './ForgetAll.module.css';

/** From here on nothing may be written as the page is left, and the browser need not ask a second time. */
function leaveWithoutWriting() {
  for (const type of ['beforeunload', 'pagehide', 'visibilitychange']) {
    addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true });
  }
}

/** Loads the page as on a first visit, but shows the Library, where it is said that all is gone. */
function loadAnew() {
  leaveWordOfForgetting();
  history.replaceState(null, '', withHash('part=library')); // the settings were in the address
  scrollTo(0, 0);
  location.reload();
}

/** What goes, one line each, as far as there is any. */
function useAllKept(hasOffline: boolean): readonly string[] {
  const runs = useAppState((s) => s.library.list.length);
  const automatic = useAppState((s) => s.library.automatic?.records.length ?? 0);
  const own = useAppState((s) => s.own);
  const models = useAppState((s) => s.models?.length ?? 0);
  const experiments = useAppState((s) => Object.keys(s.experiments.records).length);
  const steps = useAppState((s) => (isUnkept(s) ? s.run.step : 0));
  const texts = own.filter(({ text }) => text !== '').map(({ name }) => `“${name}”`);
  const lines: (string | false)[] = [
    runs > 0 && `${counted(runs, 'kept run')}, with weights and curves`,
    automatic > 0 && `${counted(automatic, 'run')} saved automatically`,
    steps > 0 && `the playground’s run of ${counted(steps, 'step')}`,
    texts.length > 0 && `${counted(texts.length, 'text')} of your own: ${nameSome(texts)}`,
    models > 0 && counted(models, 'opened model'),
    experiments > 0 && `the results of ${counted(experiments, 'experiment')}`,
    'languages that you wrote, how far you came in lessons, your choices and guesses',
    hasOffline && 'the copy of the page for use offline; the next visit makes it anew',
  ];
  return lines.filter((line) => line !== false);
}

/** A button that deletes all that Cloze has kept, once the person has read what that is and agreed. */
export function ForgetAll({ hasOffline }: { readonly hasOffline: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [left, setLeft] = useState<readonly string[]>();
  const [isBusy, setBusy] = useState(false);
  const list = useAllKept(hasOffline);
  const about = useId();
  const forget = async () => {
    setBusy(true);
    leaveWithoutWriting();
    const still = await forgetAll();
    if (still.length === 0) loadAnew();
    else {
      setLeft(still);
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className={`link ${styles.begin}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        Delete everything that Cloze has kept…
      </button>
      {isOpen && (
        <Dialog
          title="Delete everything?"
          size="small"
          close="Cancel"
          onClose={() => setOpen(false)}
        >
          <p id={about}>This will be removed from this browser, and nothing can bring it back:</p>
          <ul className={styles.list}>
            {list.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="small-print">
            Files that you saved or took away stay where they are. Close other tabs of Cloze first:
            they would save what they have open again.
          </p>
          {left && (
            <p role="alert" className={styles.left}>
              This could not be deleted: {nameSome(left)}. Delete the data of this site in the
              browser’s settings.
            </p>
          )}
          <button
            type="button"
            className={`button ${styles.forget}`}
            aria-describedby={about}
            disabled={isBusy}
            onClick={() => void forget()}
          >
            Delete everything
          </button>
        </Dialog>
      )}
    </>
  );
}
