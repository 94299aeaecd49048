import { useEffect } from 'react';
import { autoFor } from '../../store/playground/auto';
import { openedModel } from '../../store/playground/modelOpening';
import { useApp, useAppState } from '../app';
import { Term } from '../glossary/Term';
import styles from './Transport.module.css';

const AUTO = 'auto';
const NAMES = {
  starter: 'pretrained (the starter)',
  nothing: 'random numbers',
  opened: 'a model that is not here',
} as const;
const CHOICES = ['starter', 'nothing', 'opened'] as const;

/** What a fresh run begins from: random weights, or a pretrained model. */
export function BeginFrom() {
  const app = useApp();
  const value = useAppState((s) => s.settings.beginFrom);
  const isAuto = useAppState((s) => autoFor(s.source, s.auto).includes('beginFrom'));
  const models = useAppState((s) => s.models);
  const chosen = useAppState((s) => openedModel(s, s.settings)?.id);
  useEffect(() => void app.models.list(), [app]);
  const present = value === 'opened' && chosen !== undefined ? `${chosen}` : value;
  // A kept run may have begun from a model that is gone, or that another browser has.
  const isGone = value === 'opened' && chosen === undefined;
  return (
    <div className={styles.knob}>
      <Term id="starter">Begin from</Term>
      <select
        aria-label="Begin from"
        className={styles.select}
        value={isAuto ? AUTO : present}
        onChange={({ target }) => {
          const id = Number(target.value);
          if (target.value === AUTO) app.settings.leaveToAuto('beginFrom', 'tokenizer');
          else if (id > 0) app.models.begin(id);
          else app.settings.change({ beginFrom: target.value as typeof value });
        }}
      >
        <option value={AUTO}>{isAuto ? `Auto: ${NAMES[value]}` : 'Auto'}</option>
        {CHOICES.filter((id) => id !== 'opened' || isGone).map((id) => (
          <option key={id} value={id}>
            {NAMES[id].charAt(0).toUpperCase() + NAMES[id].slice(1)}
          </option>
        ))}
        {models?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button small"
        aria-haspopup="dialog"
        onClick={app.models.ask}
      >
        Open a model
      </button>
    </div>
  );
}
