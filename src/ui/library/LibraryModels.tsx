import { useApp } from '../app';
import { ModelLists } from '../openModel/ModelLists';
import styles from './LibraryModels.module.css';

/** The models that were opened from files, and the way to open one. */
export function LibraryModels() {
  const app = useApp();
  return (
    <section className={styles.models} aria-label="Models">
      <div className={styles.heading}>
        <h3>Models from elsewhere</h3>
        <button
          type="button"
          className="button small"
          aria-haspopup="dialog"
          onClick={app.models.ask}
        >
          Open a model
        </button>
      </div>
      <p className="small-print">
        A BERT that was trained with other programs, or taken away from here. A run can begin from
        it, and it shows its guesses and its attention as any run does.
      </p>
      <ModelLists />
    </section>
  );
}
