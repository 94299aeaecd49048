import type { Problem } from '../../protocol/problem';
import type { UseAbout } from '../../protocol/uses';
import { Note, ProblemWords } from '../common/Note';
import styles from './Answered.module.css';
import { Blocks, gistOf } from './blocks/Blocks';
import { useUse } from './session';

/** Why there is no answer. What was typed may be no use: then it says what to type. */
function Unanswered({ problem }: { problem: Problem }) {
  const isFault = problem.why !== '';
  return (
    <Note place="list" role={isFault ? 'alert' : 'status'}>
      <p>{isFault ? <ProblemWords problem={problem} /> : problem.what}</p>
    </Note>
  );
}

/** What the model answered. While it is asked again the old answer stays, dimmed. */
export function Answered({ use }: { use: UseAbout }) {
  const { answer, asking, problem, values } = useUse(use, 'answer', 'asking', 'problem', 'values');
  // A line is asked again by itself.
  const waits = use.fields.some(
    ({ id, kind }) => (kind === 'text' || kind === 'table') && answer?.values[id] !== values?.[id],
  );
  const isOld = answer !== undefined && (asking !== undefined || answer.values !== values);
  return (
    <section
      aria-label="Answer"
      aria-busy={asking !== undefined}
      tabIndex={-1}
      className={styles.answer}
    >
      <p role="status" className="visually-hidden">
        {answer && !isOld && !problem ? gistOf(answer.blocks) : ''}
      </p>
      <div className={styles.progress}>
        {asking && (!answer || asking.fraction !== undefined) && (
          <progress aria-label="Answering" value={asking.fraction} />
        )}
      </div>
      {problem && <Unanswered problem={problem} />}
      {answer && !problem && (
        <div className={isOld ? styles.old : undefined}>
          <Blocks blocks={answer.blocks} />
        </div>
      )}
      {answer && !asking && !problem && waits && (
        <p className="small-print">This answers what was asked before. Press Ask.</p>
      )}
    </section>
  );
}
