import { formatPercent } from '../../base/format';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

/** How much is hidden, in percent of the tokens. */
export function MaskRatio() {
  const app = useApp();
  const ratio = useAppState((s) => s.settings.mlmProbability);
  const byHand = useAppState((s) => s.settings.maskStrategy === 'hand');
  const none = ratio === 0 ? 'At 0 % nothing is hidden, so there is nothing to learn' : undefined;
  const note = byHand ? 'By hand: the words that you click under Masked are asked' : none;
  return (
    <div id="mask-ratio" className={styles.knob}>
      <Term id="maskRatio">Mask ratio</Term>
      <input
        type="range"
        aria-label="Mask ratio"
        aria-valuetext={formatPercent(ratio)}
        className={styles.slider}
        min={0}
        max={100}
        step={1}
        value={Math.round(100 * ratio)}
        onChange={(event) =>
          app.settings.change({ mlmProbability: Number(event.target.value) / 100 })
        }
        disabled={byHand}
        title={note}
      />
      <output className={`mono ${styles.value}`}>{formatPercent(ratio)}</output>
    </div>
  );
}
