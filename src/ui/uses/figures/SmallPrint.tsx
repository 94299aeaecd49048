import { formatCount, formatDuration } from '../../../base/format';
import { counted } from '../../../base/words';
import type { UseAbout } from '../../../protocol/uses';
import { useUse } from '../session';
import styles from './SmallPrint.module.css';

/** What is claimed, its limits, where it comes from, and what the model is made of. */
export function SmallPrint({ use }: { use: UseAbout }) {
  const { results } = useUse(use, 'results');
  const training = results?.of?.training;
  return (
    <div className={styles.print}>
      <p>
        <strong>Claim:</strong> {use.claim}
      </p>
      <p>
        <strong>Limits:</strong> {use.limits}
      </p>
      {use.sources.length > 0 && (
        <ul aria-label="Sources">
          {use.sources.map(({ text, url }) => (
            <li key={url}>
              <a href={url} rel="noopener noreferrer" target="_blank">
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      {training && (
        <p>
          The model: {formatCount(training.parameters)} parameters,{' '}
          {formatCount(training.bytes / 1000)} kB as shipped, {counted(training.words, 'token')},
          trained on {counted(training.sentences, 'sentence')} for {counted(training.steps, 'step')}{' '}
          in {formatDuration(training.seconds)} on one core.
        </p>
      )}
    </div>
  );
}
