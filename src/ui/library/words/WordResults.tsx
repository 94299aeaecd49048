import { useMemo } from 'react';
import { examScore } from '../../../base/examScore';
import { formatPoints, formatSigned } from '../../../base/format';
import { counted } from '../../../base/words';
import type { WordExamResult } from '../../../protocol/wordExam';
import type { KeptRun } from '../../../storage/keptRun';
import { DifferenceFigure, Figure, Name } from '../ComparisonCells';
import styles from '../ComparisonTable.module.css';
import { judged } from '../scores';
import type { Opponent } from './opponents';

/** Sentences that it takes for the intervals to be of use. */
const FEW = 30;

const percent = (share: number) => (100 * share).toFixed(1);
const nats = (loss: number) => loss.toFixed(2);
const signedNats = (loss: number) => formatSigned(loss, 2);

/** Words that were not asked, and sentences that were not read to their end. */
function leftOut({ unspelled, shortened }: WordExamResult): string {
  const words = `${counted(unspelled, 'word')} that one of the two cannot spell`;
  const sentences = `the ends of ${counted(shortened, 'sentence')} too long for one of them`;
  const both = [...(unspelled > 0 ? [words] : []), ...(shortened > 0 ? [sentences] : [])];
  return both.length === 0 ? '' : ` Left out: ${both.join(', and ')}.`;
}

interface Props {
  readonly first: KeptRun;
  readonly other: Opponent;
  readonly result: WordExamResult;
}

/** What came of two models that were asked the same words, and how they were asked. */
export function WordResults({ first, other, result }: Props) {
  const { words, sentences, answers } = result;
  const [a, b] = [answers[0]!, answers[1]!];
  // Thousands of resamples: computed once per answer.
  const scores = useMemo(() => [examScore([a]), examScore([b])], [a, b]);
  const difference = useMemo(() => judged([b], [a]), [a, b]);
  const sawIt = [first, ...('run' in other ? [other.run] : [])].filter(
    ({ starterRead }) => starterRead !== undefined,
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="Compared by whole words" tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">
            Both models on the same words, and how the second differs from the first
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">
                <span className={styles.letter}>A</span>
                <Name name={first.name} />
              </th>
              <th scope="col">
                <Name name={other.name} />
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Words right</th>
              {scores.map(({ accuracy }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column has nothing but its place
                <td key={i}>
                  <Figure of={accuracy} format={percent} unit=" %" />
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">Loss a word, nats</th>
              {scores.map(({ loss }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column has nothing but its place
                <td key={i}>
                  <Figure of={loss} format={nats} />
                </td>
              ))}
            </tr>
          </tbody>
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                Against A, word by word
              </th>
            </tr>
            <tr>
              <th scope="row">Right, points</th>
              <td>
                <DifferenceFigure of={undefined} format={formatPoints} />
              </td>
              <td>
                <DifferenceFigure of={difference.accuracy} format={formatPoints} />
              </td>
            </tr>
            <tr>
              <th scope="row">Loss, nats</th>
              <td>
                <DifferenceFigure of={undefined} format={signedNats} />
              </td>
              <td>
                <DifferenceFigure of={difference.loss} format={signedNats} />
              </td>
            </tr>
          </tbody>
        </table>
      </section>
      <p className="small-print">
        How it was done: {counted(words, 'word')} of {counted(sentences, 'held-out sentence')} were
        hidden from both, about 15&nbsp;% of a sentence at once and each sentence by itself; every
        piece of such a word was hidden, the word is right when the first guess for each piece is,
        and its probability is the product of theirs, all guessed while all were hidden.
        {leftOut(result)} 95&nbsp;% intervals, by a paired bootstrap over the same words, those of a
        sentence kept together.
        {sentences < FEW && ' With so few sentences it is weak: others might say something else.'}
        {'model' in other &&
          ' Nobody here knows whether the opened model has read this text before.'}
        {sawIt.map(
          ({ id, name }) =>
            ` “${name}” began from the starter, which had read some of these sentences${id === first.id ? '' : ' too'}.`,
        )}
      </p>
    </>
  );
}
