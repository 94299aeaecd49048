import { presentExam } from '../../store/playground/selectors';
import { CurveFrame } from './CurveFrame';
import { Facts } from './Facts';
import { FiguresTable } from './FiguresTable';
import { KeepRun } from './KeepRun';
import styles from './LearningPanel.module.css';
import { Notes } from './Notes';
import { Shortfall } from './Shortfall';
import { useSampledRun } from './useSampledRun';

/** How far the model has come: the curve, the figures that matter, and all figures as a table. */
export function LearningPanel() {
  const run = useSampledRun();
  return (
    <section aria-label="Learning">
      <div className={styles.heading}>
        <h2>Learning</h2>
        <span className="muted">loss, nats</span>
      </div>
      <figure aria-label="Loss curve">
        <CurveFrame run={run} />
        <Facts exam={presentExam(run)} facts={run.facts} tokensPerSecond={run.tokensPerSecond} />
        <Shortfall run={run} />
        <Notes run={run} />
        <div className={styles.last}>
          <FiguresTable train={run.train} evals={run.evals} step={run.step} />
          <KeepRun />
        </div>
      </figure>
    </section>
  );
}
