import { lazy, Suspense, useState } from 'react';
import { unseenChanges } from '../../store/playground/selectors';
import { useAppState } from '../app';
import { ContextChoice } from './ContextChoice';
import { MaskRatio } from './MaskRatio';
import { ModelButton } from './ModelButton';
import { Plan } from './Plan';
import { Progress } from './Progress';
import { RunButtons } from './RunButtons';
import styles from './Transport.module.css';

/** Only where something was changed after a run. */
const UnseenNotice = lazy(() =>
  import('./UnseenNotice').then((m) => ({ default: m.UnseenNotice })),
);

/** Most visits begin without it. */
const ModelPanel = lazy(() =>
  import('../model/ModelPanel').then((m) => ({ default: m.ModelPanel })),
);

const PANEL_ID = 'model-panel';

/** Train, progress, and the three settings that people change most. */
export function Transport() {
  const isUnseen = useAppState((s) => unseenChanges(s).length > 0);
  const [open, setOpen] = useState(false);
  /** From then on it stays, with what was typed into it. */
  const [opened, setOpened] = useState(false);
  const toggle = () => {
    setOpen(!open);
    setOpened(true);
  };
  return (
    <section aria-label="Transport" className={styles.section}>
      <div className={styles.bar}>
        <div className={styles.run}>
          <RunButtons />
          <Progress />
          <Suspense>{isUnseen && <UnseenNotice />}</Suspense>
        </div>
        <div className={styles.knobs}>
          <MaskRatio />
          <ContextChoice />
          <ModelButton open={open} onToggle={toggle} controls={PANEL_ID} />
        </div>
      </div>
      <Plan />
      <div hidden={!open}>
        <Suspense>{opened && <ModelPanel id={PANEL_ID} />}</Suspense>
      </div>
    </section>
  );
}
