import type { UseAbout } from '../../../protocol/uses';
import { useUse } from '../session';
import { LabelCurveChart } from './LabelCurveChart';
import styles from './PretrainingGave.module.css';
import { gainOverLabels, gainOverRows } from './pretraining';

/** What reading without labels gave: over the number of labels, or against the same model without it. */
export function PretrainingGave({ use }: { use: UseAbout }) {
  const { results } = useUse(use, 'results');
  const found = results?.of;
  if (!found) return null;
  const { curves = [], measured } = found;
  const [first] = measured;
  const sentences = curves.length === 0 && first ? gainOverRows(first) : [];
  if (curves.length === 0 && sentences.length === 0) return null;
  return (
    <section aria-labelledby="pretraining-gave-heading" className={styles.section}>
      <h3 id="pretraining-gave-heading">What pretraining gave</h3>
      {curves.map((curve) => (
        <figure key={curve.id} aria-label={curve.title}>
          <figcaption className="small-print">
            {curve.title}, {curve.seeds} seeds, 95 % intervals
          </figcaption>
          <LabelCurveChart curve={curve} />
          <p>{gainOverLabels(curve)}</p>
        </figure>
      ))}
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}
