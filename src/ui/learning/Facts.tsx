import type { ReactNode } from 'react';
import { formatRate } from '../../base/format';
import type { EvalPoint, RunFacts } from '../../protocol/run';
import styles from './Facts.module.css';
import { guessingAmong } from './guessing';

interface Props {
  readonly exam: EvalPoint | undefined;
  readonly facts: RunFacts | undefined;
  readonly tokensPerSecond: number | undefined;
}

/** A large figure over what it means. */
function Fact({ figure, children }: { figure: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{children}</dt>
      <dd className={styles.figure}>{figure}</dd>
    </div>
  );
}

/** What the newest exam says, and how fast it goes. */
export function Facts({ exam, facts, tokensPerSecond }: Props) {
  const right = exam ? (100 * exam.accuracy).toFixed(1) : '–';
  return (
    <dl className={styles.facts}>
      <Fact
        figure={
          <>
            <span data-testid="eval-accuracy">{right}</span>
            {exam && ' %'}
          </>
        }
      >
        held-out blanks right
      </Fact>
      <Fact figure={<span data-testid="eval-loss">{exam ? exam.loss.toFixed(2) : '–'}</span>}>
        nats held-out{exam && `, ${guessingAmong(exam.loss, facts?.knowsNothing)}`}
      </Fact>
      <Fact
        figure={
          <span data-testid="tokens-per-second">
            {tokensPerSecond === undefined ? '–' : formatRate(tokensPerSecond)}
          </span>
        }
      >
        tokens/s
      </Fact>
    </dl>
  );
}
