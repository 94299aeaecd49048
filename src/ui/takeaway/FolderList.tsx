import type { ListedFile } from '../../takeaway/messages';
import styles from './FolderList.module.css';
import { folderGroups } from './folderGroups';
import { formatSize } from './formatSize';

interface Props {
  readonly files: readonly ListedFile[];
  /** Nothing can be saved meanwhile */
  readonly busy: boolean;
  readonly onSave: (path: string) => void;
}

/** The files of a folder, each with a line about it, its size, and a button that saves it alone. */
export function FolderList({ files, busy, onSave }: Props) {
  return folderGroups(files).map(({ name, files: some }) => (
    <section key={name} aria-label={name} className={styles.group}>
      <h3>{name}</h3>
      <ul>
        {some.map(({ path, about, bytes }) => (
          <li key={path} className={styles.file}>
            <span className={`mono ${styles.path}`}>{path}</span>
            <span className={styles.about}>{about}</span>
            <span className={`mono ${styles.size}`}>{formatSize(bytes)}</span>
            <button
              type="button"
              className={`link ${styles.save}`}
              aria-disabled={busy}
              onClick={() => !busy && onSave(path)}
            >
              Save<span className="visually-hidden"> {path}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  ));
}
