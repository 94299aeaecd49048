import { useId } from 'react';
import { formatCount } from '../../base/format';
import { counted } from '../../base/words';
import { useAppState } from '../app';
import { ColumnHeads } from './ColumnHeads';
import type { ExamGroup } from './conditions';
import styles from './RunList.module.css';
import { RunRow } from './RunRow';
import { useScores } from './useScores';

const COLUMNS = ['Compare', 'Run', 'Curve', 'Step', 'Right', 'Loss, nats', 'Kept'] as const;

interface Props {
  readonly group: ExamGroup;
  /** Told what was done to a run, a sentence */
  readonly onSay: (said: string) => void;
}

/** Runs that sat one exam, newest first, under what that exam is. */
export function RunList({ group: { runs }, onSay }: Props) {
  const chosen = useAppState((s) => s.library.chosen);
  const held = useAppState((s) => s.library.held);
  const score = useScores(runs);
  const heading = useId();
  const { exam, settings, vocabulary } = runs[0]!;
  const texts = [...new Set(runs.map(({ text }) => text.name))].join(', ');
  return (
    <section aria-labelledby={heading} className={styles.group}>
      <div id={heading} className={styles.groupHeading}>
        <h3>{texts}</h3>
        <span>
          one exam of {counted(exam.blanks, 'blank')} · windows of {settings.maxPositionEmbeddings}{' '}
          tokens · vocabulary of {formatCount(vocabulary.tokens.length)}
        </span>
      </div>
      <ColumnHeads names={COLUMNS} />
      <ul>
        {runs.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            place={chosen.indexOf(run.id)}
            score={score(run)}
            isHeld={held.has(run.id)}
            onSay={onSay}
          />
        ))}
      </ul>
    </section>
  );
}
