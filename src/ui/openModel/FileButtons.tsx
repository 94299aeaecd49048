import { type InputHTMLAttributes, useRef } from 'react';
import { useApp } from '../app';
import { openModelFiles } from '../common/openFiles';
import styles from './FileButtons.module.css';

/** `webkitdirectory` is how every browser lets a person choose a folder; React's types lack it. */
const FOLDER: InputHTMLAttributes<HTMLInputElement> & { readonly webkitdirectory: '' } = {
  webkitdirectory: '',
};

/** A name for the model: that of its folder or its archive; empty where single files were chosen. */
function nameOf([first, ...others]: readonly File[]): string {
  if (first?.webkitRelativePath) return first.webkitRelativePath.split('/')[0]!;
  return others.length > 0 ? '' : (first?.name ?? '');
}

/** Ways to the files of a model. */
export function FileButtons() {
  const app = useApp();
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const open = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    input.value = '';
    if (chosen.length === 0) return;
    const paths = chosen.map((file) => [file.webkitRelativePath || file.name, file] as const);
    openModelFiles(app, paths, nameOf(chosen)).catch(app.text.cannotOpen);
  };
  return (
    <div className={styles.files}>
      <div className={styles.buttons}>
        <button type="button" className="button primary" onClick={() => folder.current?.click()}>
          Choose a folder
        </button>
        <button type="button" className="button" onClick={() => files.current?.click()}>
          Choose a zip or files
        </button>
        <span className={`small-print ${styles.drop}`}>or drop them on the page</span>
      </div>
      <input
        ref={folder}
        type="file"
        {...FOLDER}
        aria-label="Model folder"
        className="visually-hidden"
        tabIndex={-1}
        onChange={({ target }) => open(target)}
      />
      <input
        ref={files}
        type="file"
        multiple
        aria-label="Model files"
        className="visually-hidden"
        tabIndex={-1}
        onChange={({ target }) => open(target)}
      />
      <p className="small-print">
        Needed: <code>model.safetensors</code>, <code>tokenizer.json</code> or{' '}
        <code>vocab.txt</code>, and <code>config.json</code>. It must be a BERT that fills in masks,
        up to the size of BERT-base. The files stay on this device.
      </p>
    </div>
  );
}
