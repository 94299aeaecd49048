import { type AppState, PARTS, type Part } from '../../store/state';
import { useApp, useAppState } from '../app';
import { BackendChoice } from './BackendChoice';
import styles from './Header.module.css';
import { ShareButton } from './ShareButton';
import { TextChoice } from './TextChoice';
import { ThemeButton } from './ThemeButton';

const NAMES: Readonly<Record<Part, string>> = {
  playground: 'Playground',
  experiments: 'Experiments',
  library: 'Library',
};

/** Where something trains, if anything does. */
function trainingPart({ run, lab }: AppState): Part | undefined {
  if (run.status === 'running') return 'playground';
  return lab.running ? 'experiments' : undefined;
}

/** Wordmark (its o is a blank), the page's parts, the text's name, the backend, share, theme. */
export function Header() {
  const app = useApp();
  const shown = useAppState((s) => s.part);
  const training = useAppState(trainingPart);
  return (
    <header className={styles.header}>
      <h1 className={styles.wordmark}>
        <span className="visually-hidden">Cloze</span>
        <span aria-hidden="true">
          Cl
          <span className={styles.blank} />
          ze
        </span>
      </h1>
      <nav aria-label="Parts of the page" className={styles.parts}>
        {PARTS.map((part) => (
          <button
            key={part}
            type="button"
            aria-current={shown === part ? 'page' : undefined}
            aria-description={training === part ? 'training' : undefined}
            title={training === part ? 'Training goes on here' : undefined}
            data-training={(training === part && shown !== part) || undefined}
            onClick={() => app.show(part)}
          >
            {NAMES[part]}
          </button>
        ))}
      </nav>
      <div className={styles.tools}>
        {shown === 'playground' && <TextChoice />}
        <BackendChoice />
        <ShareButton />
        <ThemeButton />
      </div>
    </header>
  );
}
