import { useId } from 'react';
import { formatCount } from '../../../base/format';
import type { NotRepeatable, Repeatable } from '../../../store/links/sent/repeat';
import { notRepeatable, RESUMED_NOTE } from '../../../store/links/sent/replayWords';
import styles from './SharePopover.module.css';

interface Props {
  readonly repeat: Repeatable | NotRepeatable;
  readonly repeats: boolean;
  readonly onChoose: (repeats: boolean) => void;
}

/** Whether the link shows what the page shows, or has its receiver train the same run. */
export function WhatItDoes({ repeat, repeats, onChoose }: Props) {
  const id = useId();
  const isRun = repeat.kind === 'run';
  const resumed = isRun && repeat.isResumed ? ` ${RESUMED_NOTE}` : '';
  const why = isRun
    ? `Whoever opens it trains the run anew, with the same seed, and sees whether the curve matches.${resumed}`
    : notRepeatable(repeat);
  return (
    <fieldset className={styles.kinds}>
      <legend className="visually-hidden">What the link does</legend>
      <label className={styles.option}>
        <input type="radio" name={id} checked={!repeats} onChange={() => onChoose(false)} />
        Opens these settings
      </label>
      <div className={styles.option}>
        <input
          type="radio"
          name={id}
          id={`${id}-run`}
          checked={repeats}
          disabled={!isRun}
          aria-describedby={`${id}-why`}
          onChange={() => onChoose(true)}
        />
        <label htmlFor={`${id}-run`}>
          Repeats this run{isRun && ` of ${formatCount(repeat.step)} steps`}
        </label>
        <p id={`${id}-why`} className="small-print">
          {why}
        </p>
      </div>
    </fieldset>
  );
}
