import { choicesOf } from '../../config/choices';
import { autoFor } from '../../store/playground/auto';
import { openedModel } from '../../store/playground/modelOpening';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

const AUTO = 'auto';
const NAMES = { nothing: 'nothing', starter: 'starter', opened: 'opened model' } as const;

/** What a fresh run begins from: random weights, or a pretrained model. */
export function BeginFrom() {
  const app = useApp();
  const value = useAppState((s) => s.settings.beginFrom);
  const isAuto = useAppState((s) => autoFor(s.source, s.auto).includes('beginFrom'));
  const hasModel = useAppState((s) => openedModel(s, s.settings) !== undefined);
  const isThere = ([id]: readonly [typeof value, string]) =>
    id !== 'opened' || hasModel || value === id;
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
        {choicesOf('beginFrom')
          .filter(isThere)
          .map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
