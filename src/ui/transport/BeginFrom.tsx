import { autoFor } from '../../store/playground/auto';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

const AUTO = 'auto';
const NAMES = { starter: 'pretrained (the starter)', nothing: 'random numbers' } as const;
const CHOICES = ['starter', 'nothing'] as const;

/** What a fresh run begins from: random weights, or a pretrained model. */
export function BeginFrom() {
  const app = useApp();
  const value = useAppState((s) => s.settings.beginFrom);
  const isAuto = useAppState((s) => autoFor(s.source, s.auto).includes('beginFrom'));
  return (
    <div className={styles.knob}>
      <Term id="starter">Begin from</Term>
      <select
        aria-label="Begin from"
        className={styles.select}
        value={isAuto ? AUTO : value}
        onChange={({ target }) => {
          if (target.value === AUTO) app.settings.leaveToAuto('beginFrom', 'tokenizer');
          else app.settings.change({ beginFrom: target.value as typeof value });
        }}
      >
        <option value={AUTO}>{isAuto ? `Auto: ${NAMES[value]}` : 'Auto'}</option>
        {CHOICES.map((id) => (
          <option key={id} value={id}>
            {NAMES[id].charAt(0).toUpperCase() + NAMES[id].slice(1)}
          </option>
        ))}
      </select>
    </div>
  );
}
