import { useApp } from '../app';
import { PageHeading } from '../common/PageHeading';
import { ModelLists } from '../openModel/ModelLists';
import { idOf } from './Jumps';
import styles from './LibraryModels.module.css';

/** The models that were opened from files, and the way to open one. */
export function LibraryModels() {
  const app = useApp();
  return (
    <section id={idOf('models')} tabIndex={-1} aria-label="Models" className={styles.models}>
      <PageHeading
        className={styles.heading}
        title="Models from elsewhere"
        lead="A BERT that was trained with other programs, or taken away from here. A run can begin from it, and it shows its guesses and its attention as any run does."
      >
        <button
          type="button"
          className="button small"
          aria-haspopup="dialog"
          onClick={app.models.ask}
        >
          Open a model
        </button>
      </PageHeading>
      <div className={styles.lists}>
        <ModelLists />
      </div>
    </section>
  );
}
