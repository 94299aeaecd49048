import type { ReactNode } from 'react';
import { formatCount, formatRate, formatShort } from '../../base/format';
import type { EvalPoint, RunFacts } from '../../protocol/run';
import { Term } from '../glossary/Term';
import styles from './Facts.module.css';
import { isWorseThanBlind, wordsAmong } from './guessing';

interface Props {
  readonly exam: EvalPoint | undefined;
  readonly facts: RunFacts | undefined;
  readonly tokensPerSecond: number | undefined;
}

/** A share as a bare number of percent: whole where that says enough. */
const inPercent = (share: number) => (100 * share).toFixed(share >= 0.0995 ? 0 : 1);

interface FactProps {
  /** The number alone; undefined until there is one */
  readonly figure: string | undefined;
  readonly unit?: string;
  readonly testId?: string;
  /** Whether it is only there to compare with */
  readonly isBeside?: boolean;
  /** What it means */
  readonly children: ReactNode;
}

/** A large figure over what it means. */
function Fact({ figure, unit, testId, isBeside, children }: FactProps) {
  return (
    <div data-beside={isBeside}>
      <dt>{children}</dt>
      <dd>
        <span data-testid={testId}>{figure ?? '–'}</span>
        {figure !== undefined && unit && <span className={styles.unit}> {unit}</span>}
      </dd>
    </div>
  );
}

/** What the newest exam says, beside what word frequencies alone score in it, and small what else is measured. */
export function Facts({ exam, facts, tokensPerSecond }: Props) {
  const isAsked = facts !== undefined && facts.examBlanks > 0;
  const isBlind = exam && facts && isWorseThanBlind(exam.loss, facts.knowsNothing);
  return (
    <>
      <dl className={styles.main}>
        <Fact figure={exam && inPercent(exam.accuracy)} unit="%" testId="eval-accuracy">
          of <Term id="heldOut">held-out</Term> blanks right
        </Fact>
        <Fact
          figure={isAsked ? inPercent(facts.mostFrequentAccuracy) : undefined}
          unit="%"
          isBeside
        >
          by word <Term id="wordFrequencies">frequency</Term> alone
        </Fact>
        <Fact figure={exam && wordsAmong(exam.loss)} unit="words">
          that it <Term id="perplexity">wavers</Term> between
          {isBlind && (
            <>
              , worse than a <Term id="chance">blind guess</Term> among{' '}
              {formatCount(Math.exp(facts.knowsNothing))}
            </>
          )}
        </Fact>
      </dl>
      <dl className={styles.rest}>
        <div>
          <dt className="visually-hidden">loss</dt>
          <dd>
            <span data-testid="eval-loss">{exam ? exam.loss.toFixed(2) : '–'}</span> nats held-out
          </dd>
        </div>
        <div>
          <dt className="visually-hidden">speed</dt>
          <dd>
            <span data-testid="tokens-per-second">
              {tokensPerSecond === undefined ? '–' : formatRate(tokensPerSecond)}
            </span>{' '}
            tokens/s
          </dd>
        </div>
        {facts && (
          <div>
            <dt className="visually-hidden">size</dt>
            <dd>
              {formatShort(facts.parameterCount)} <Term id="parameter">parameters</Term>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
