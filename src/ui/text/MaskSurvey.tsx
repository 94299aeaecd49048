import { useMemo, useRef } from 'react';
import { formatPercent } from '../../base/format';
import type { WindowTokens } from '../../dataset/readUnits';
import { maskKey } from '../../masking/maskKey';
import { type Survey, surveyMasks } from '../../masking/survey';
import type { Prepared } from '../../store/playground/prepared';
import { useAppState } from '../app';
import { Term } from '../glossary/Term';
import { RareChoices } from './MaskingControls';
import styles from './MaskSurvey.module.css';
import { withHand } from './reading';
import { useDrawing, usePages } from './useReading';

const DRAWS = 200;
/** Tokens to sample from: with these, 200 draws take about 20 ms. */
const MOST_TOKENS = 500;
/** Not those of any epoch of a run */
const FIRST_DRAW = 1 << 20;
const BINS = 24;

/** The beginning of the training text, masked many times over; undefined until it is read. */
function useSurvey({ jobId, cut, vocabulary, counts }: Prepared): Survey | undefined {
  const { settings, byHand } = useDrawing();
  const read = usePages();
  /** By first unit: one that two pages share comes with both. */
  const windows = new Map<number, WindowTokens>();
  let tokens = 0;
  let waiting = false;
  const pageCount = (cut?.pages.units.length ?? 1) - 1;
  for (let page = 0; page < pageCount && tokens < MOST_TOKENS; page++) {
    const units = read(jobId, page);
    waiting ||= units === undefined;
    if (!units) break;
    for (const { window } of units.filter(({ heldOut }) => !heldOut)) {
      if (tokens >= MOST_TOKENS) break;
      if (windows.has(window.firstUnit)) continue;
      tokens += window.ids.length;
      windows.set(window.firstUnit, window);
    }
  }
  const last = [...windows.values()].at(-1);
  /** Kept while a page is read again, so that the disclosure stays open. */
  const kept = useRef<{ jobId: number; survey: Survey }>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the windows are those up to the last
  const survey = useMemo(() => {
    if (waiting || windows.size === 0 || settings.maskStrategy === 'hand') return undefined;
    return surveyMasks(
      Array.from(windows.values(), (window) => withHand(window, byHand)),
      { settings, vocabSize: vocabulary.tokens.length, counts },
      DRAWS,
      (draw, window) => maskKey(settings.seed, FIRST_DRAW + draw, window),
    );
  }, [waiting, last, windows.size, settings, byHand, vocabulary, counts]);
  if (survey) kept.current = { jobId, survey };
  return survey ?? (kept.current?.jobId === jobId ? kept.current.survey : undefined);
}

/** How the masked shares of many draws spread around the mask ratio. */
function Histogram({ ratios, asked }: { ratios: readonly number[]; asked: number }) {
  // Wide enough for the target and for every sample.
  const low = Math.max(0, Math.min(asked, ...ratios) - 0.02);
  const high = Math.min(1, Math.max(asked, ...ratios) + 0.02);
  const bins = new Array<number>(BINS).fill(0);
  for (const ratio of ratios) {
    bins[Math.min(BINS - 1, Math.floor(((ratio - low) / (high - low)) * BINS))]!++;
  }
  const most = Math.max(...bins);
  const x = ((asked - low) / (high - low)) * 100;
  return (
    <figure className={styles.histogram}>
      <svg viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
        {bins.map((count, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
            key={i}
            className={styles.bar}
            x={(i * 100) / BINS + 0.3}
            width={100 / BINS - 0.6}
            y={30 - (29 * count) / most}
            height={(29 * count) / most}
          />
        ))}
        <line className={styles.asked} x1={x} x2={x} y1={0} y2={30} />
      </svg>
      <figcaption className={styles.ends} aria-hidden="true">
        <span>{formatPercent(low, 1)}</span>
        <span>target {formatPercent(asked, 1)}</span>
        <span>{formatPercent(high, 1)}</span>
      </figcaption>
    </figure>
  );
}

/** The target shares beside the average of many draws. */
export function MaskSurvey({ prepared }: { prepared: Prepared }) {
  const survey = useSurvey(prepared);
  const asked = useAppState((s) => s.settings.mlmProbability);
  const byHand = useAppState((s) => s.settings.maskStrategy === 'hand');
  if (byHand) {
    return (
      <details className={`fold ${styles.survey}`}>
        <summary>More</summary>
        <RareChoices />
      </details>
    );
  }
  if (!survey) return null;
  const mean = survey.ratios.reduce((a, b) => a + b, 0) / survey.ratios.length;
  return (
    <details className={`fold ${styles.survey}`}>
      <summary>
        More · average of {DRAWS} samples: {formatPercent(mean, 1)}, target {formatPercent(asked)}
      </summary>
      <RareChoices />
      <Histogram ratios={survey.ratios} asked={asked} />
      <dl className={styles.facts}>
        <div>
          <dt>hidden</dt>
          <dd>{formatPercent(survey.hidden, 1)}</dd>
        </div>
        <div>
          <dt>
            <Term id="fates">swapped</Term>
          </dt>
          <dd>{formatPercent(survey.swapped, 1)}</dd>
        </div>
        <div>
          <dt>kept</dt>
          <dd>{formatPercent(survey.kept, 1)}</dd>
        </div>
        <div>
          <dt>words affected</dt>
          <dd>{formatPercent(survey.wordsTouched, 1)}</dd>
        </div>
        <div>
          <dt>tokens in a row</dt>
          <dd>{survey.meanRun.toFixed(2)}</dd>
        </div>
      </dl>
    </details>
  );
}
