import { useApp, useAppState } from '../app';
import { Answers } from './ItemList';
import styles from './ItemStrip.module.css';

/** Over the specimen, where it shows a sentence of the exam: what both said, and the way back to the results. */
export default function ItemStrip() {
  const app = useApp();
  const exam = useAppState((s) => s.youFirst);
  const source = useAppState((s) => s.watch.specimen?.source);
  if (exam?.shown === undefined) return null;
  const index = exam.shown;
  const isThere = source?.kind === 'sentence' && source.index === exam.items[index]!.sentence.index;
  return (
    <div className={styles.strip}>
      <button
        type="button"
        className="button small"
        // biome-ignore lint/a11y/noAutofocus: the row that had the focus has gone
        autoFocus
        onClick={() => app.youFirst.show(undefined)}
      >
        Back to the results
      </button>
      {isThere && (
        <p>
          <span>
            Blank {index + 1} of {exam.items.length}
          </span>
          <Answers exam={exam} index={index} last={exam.sittings.at(-1)} />
        </p>
      )}
    </div>
  );
}
