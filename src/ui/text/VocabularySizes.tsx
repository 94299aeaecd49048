import { useEffect } from 'react';
import { formatCount, formatPercent } from '../../base/format';
import type { SizePoint } from '../../protocol/texts';
import type { Prepared } from '../../store/playground/prepared';
import { useApp, useAppState } from '../app';
import { DataTable } from './DataTable';
import styles from './VocabularySizes.module.css';

const WIDTH = 320;
const HEIGHT = 120;
/** Room for the numbers beside and under the curve */
const LEFT = 30;
const BOTTOM = 18;
const EDGE = 8;

/** Tokens per word over the size of the vocabulary, on a logarithmic scale. */
function Curve({ points, size }: { points: readonly SizePoint[]; size: number }) {
  const sizes = [...points.map((p) => p.vocabSize), size].map(Math.log2);
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
  const most = Math.max(...points.map((p) => p.tokensPerWord), 1.5);
  const x = (vocabSize: number) =>
    LEFT + ((Math.log2(vocabSize) - low) / Math.max(1, high - low)) * (WIDTH - LEFT - EDGE);
  const y = (tokens: number) => EDGE + ((most - tokens) / (most - 1)) * (HEIGHT - BOTTOM - EDGE);
  const last = points.at(-1)!;
  const labelled = points.filter(
    (_, i) => i % 2 === 0 && x(last.vocabSize) - x(points[i]!.vocabSize) > 60,
  );
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.curve} aria-hidden="true">
      {[1, most].map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 5} y={y(value) + 3} textAnchor="end">
            {value.toFixed(1)}
          </text>
        </g>
      ))}
      <line className={styles.present} x1={x(size)} x2={x(size)} y1={EDGE} y2={HEIGHT - BOTTOM} />
      <polyline points={points.map((p) => `${x(p.vocabSize)},${y(p.tokensPerWord)}`).join(' ')} />
      {points.map((p) => (
        <circle key={p.vocabSize} cx={x(p.vocabSize)} cy={y(p.tokensPerWord)} r={2.5} />
      ))}
      {[...labelled, last].map((p) => (
        <text
          key={p.vocabSize}
          x={x(p.vocabSize)}
          y={HEIGHT - 5}
          textAnchor={p === last ? 'end' : 'middle'}
        >
          {formatCount(p.vocabSize)}
        </text>
      ))}
    </svg>
  );
}

/** How the number of tokens that a word becomes falls with the size of the vocabulary, measured on this text. */
export function VocabularySizes({ prepared }: { prepared: Prepared }) {
  const app = useApp();
  const sizes = useAppState((s) => s.sizes);
  const waits = useAppState((s) => s.sizes === undefined && s.preparing === undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for each text that is prepared
  useEffect(() => app.text.measureSizes(), [app, prepared.jobId, waits]);
  const { points, done } = sizes?.jobId === prepared.jobId ? sizes : { points: [], done: false };
  const { tokens, words, vocabulary } = prepared.stats;
  const kind = prepared.madeFor.tokenizer;
  return (
    <section className={`scroll-rest ${styles.sizes}`} aria-label="Vocabulary sizes">
      <p>
        With a vocabulary of {formatCount(vocabulary)}, a word of this text is{' '}
        <strong>{(tokens / Math.max(1, words)).toFixed(2)}</strong> tokens long on average.{' '}
        {kind === 'wordpiece' &&
          'A larger vocabulary has longer pieces, but fewer examples of each.'}
        {kind === 'word' &&
          'Words outside the vocabulary are unknown; a larger one knows more of them.'}
        {kind === 'character' && 'Characters need only a small vocabulary, but many tokens a word.'}
      </p>
      {points.length > 1 && <Curve points={points} size={vocabulary} />}
      {!done && <p role="status">Measuring other sizes on this text …</p>}
      {points.length > 0 && (
        <DataTable>
          <thead>
            <tr>
              <th scope="col">vocabulary</th>
              <th scope="col">tokens a word</th>
              <th scope="col">unknown</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ vocabSize, tokensPerWord, unknownShare }) => (
              <tr key={vocabSize}>
                <th scope="row">{formatCount(vocabSize)}</th>
                <td>{tokensPerWord.toFixed(2)}</td>
                <td>{formatPercent(unknownShare, unknownShare > 0 ? 1 : 0)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </section>
  );
}
