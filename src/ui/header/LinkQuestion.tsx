import { AlertDialog } from '@base-ui/react/alert-dialog';
import { counted } from '../../base/words';
import { useApp, useAppState } from '../app';
import styles from './LinkQuestion.module.css';

/** Asks before a pasted link discards something. */
export function LinkQuestion() {
  const app = useApp();
  const loses = useAppState((s) => s.link.asking?.loses ?? []);
  const step = useAppState((s) => s.run.step);
  const canKeep = useAppState((s) => s.run.facts !== undefined);
  const losesRun = loses.includes('run');
  const what = losesRun ? 'the run' : 'the models';
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && app.links.refuse()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.question}>
          <AlertDialog.Title className={styles.title}>Apply this link?</AlertDialog.Title>
          <AlertDialog.Description render={<div />}>
            {losesRun && (
              <p>
                The playground holds a run of {counted(step, 'step')} that is not in the Library.
                The link has other settings or another text, so it starts a fresh run.
              </p>
            )}
            {loses.includes('twins') && (
              <p>
                The link shows another language in Experiments, so the three models trained there
                will be lost{losesRun ? ' either way' : ''}.
              </p>
            )}
          </AlertDialog.Description>
          <div className={styles.answers}>
            {losesRun && canKeep && (
              <button type="button" className="button primary" onClick={app.links.acceptKept}>
                Keep the run, then apply
              </button>
            )}
            <button type="button" className="button" onClick={app.links.accept}>
              Apply and lose {what}
            </button>
            <AlertDialog.Close className="button">Do not apply</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
