import { useMemo } from 'react';
import type { KeptRun } from '../../storage/keptRun';
import styles from './SmallCurve.module.css';
import { SPARK, sparkOf, sparkWords } from './spark';
import { strokeOf } from './strokes';

/** How the losses of a run went, in the height of a row: held out, and faintly in training. Said in words too. */
export function SmallCurve({ run }: { run: Pick<KeptRun, 'curves' | 'step' | 'settings'> }) {
  const { curves, step, settings } = run;
  const { train, heldOut, end } = useMemo(() => sparkOf(curves, step), [curves, step]);
  const { colour } = strokeOf(0, settings.context);
  return (
    <>
      <span className="visually-hidden">{sparkWords(curves)}</span>
      <svg
        className={styles.curve}
        viewBox={`0 0 ${SPARK.width} ${SPARK.height}`}
        width={SPARK.width}
        height={SPARK.height}
        aria-hidden="true"
      >
        <path className={styles.train} d={train} />
        <path className={styles.heldOut} d={heldOut} stroke={colour} />
        {end && <circle cx={end[0]} cy={end[1]} r={2} fill={colour} />}
      </svg>
    </>
  );
}
