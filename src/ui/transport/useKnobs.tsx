import { lazy, Suspense, useState } from 'react';
import { ContextChoice } from './ContextChoice';
import { MaskRatio } from './MaskRatio';
import { ModelButton } from './ModelButton';
import styles from './Transport.module.css';

/** Fetched at once, beside the text itself: before that is prepared there is nothing to draw. */
const plan = import('./Plan').then((m) => ({ default: m.Plan }));
plan.catch(() => {}); // said where it is drawn
const Plan = lazy(() => plan);

/** Most visits begin without it. */
const ModelPanel = lazy(() =>
  import('../model/ModelPanel').then((m) => ({ default: m.ModelPanel })),
);

const PANEL_ID = 'model-panel';

/** The three settings that people change most, and what stands below them. */
export function useKnobs() {
  const [open, setOpen] = useState(false);
  /** From then on it stays, with what was typed into it. */
  const [opened, setOpened] = useState(false);
  const toggle = () => {
    setOpen(!open);
    setOpened(true);
  };
  const knobs = (
    <div className={styles.knobs}>
      <MaskRatio />
      <ContextChoice />
      <ModelButton open={open} onToggle={toggle} controls={PANEL_ID} />
    </div>
  );
  const below = (
    <>
      <Suspense>
        <Plan />
      </Suspense>
      <div hidden={!open}>
        <Suspense>{opened && <ModelPanel id={PANEL_ID} />}</Suspense>
      </div>
    </>
  );
  return { knobs, below };
}
