import { useState } from 'react';
import { ModelPanel } from '../model/ModelPanel';
import { ContextChoice } from './ContextChoice';
import { MaskRatio } from './MaskRatio';
import { ModelButton } from './ModelButton';
import { Progress } from './Progress';
import { RunButtons } from './RunButtons';
import styles from './Transport.module.css';

const PANEL_ID = 'model-panel';

/** Train, progress, and the three settings that people change most. */
export function Transport() {
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="Transport" className={styles.section}>
      <div className={styles.bar}>
        <div className={styles.run}>
          <RunButtons />
          <Progress />
        </div>
        <div className={styles.knobs}>
          <MaskRatio />
          <ContextChoice />
          <ModelButton open={open} onToggle={() => setOpen(!open)} controls={PANEL_ID} />
        </div>
      </div>
      <div hidden={!open}>
        <ModelPanel id={PANEL_ID} />
      </div>
    </section>
  );
}
