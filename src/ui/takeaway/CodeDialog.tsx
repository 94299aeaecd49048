import { useMemo, useState } from 'react';
import { presentCode } from '../../takeaway/code/presentCode';
import { useAppState } from '../app';
import { Dialog } from '../common/Dialog';
import { saveFile } from '../common/saveFile';
import { useVocabSize } from '../model/useVocabSize';
import styles from './CodeDialog.module.css';

const FILE = 'train_from_scratch.py';

/** The script, its comments in a quieter colour. */
function Code({ text }: { readonly text: string }) {
  return (
    <pre className={`mono ${styles.code}`}>
      <code>
        {text.split('\n').map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={i} className={/^\s*#/.test(line) ? 'muted' : undefined}>
            {line}
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  );
}

/** The settings that stand on the page now as a script for Transformers and PyTorch, to read and to copy. */
export default function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const settings = useAppState((s) => s.settings);
  const text = useAppState((s) => s.source.name);
  const vocabSize = useVocabSize();
  const code = useMemo(() => presentCode(settings, vocabSize, text), [settings, vocabSize, text]);
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Dialog title="The code" onClose={onClose}>
      <p className={styles.lead}>
        The settings on the page now, as a script for Hugging Face Transformers and PyTorch. It
        reads its tokenizer from the folder that “Take it away” saves, which has this script too.
      </p>
      <div className={styles.tools}>
        <strong className="mono">{FILE}</strong>
        <button type="button" className="button small" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => saveFile(FILE, new Blob([code], { type: 'text/x-python' }))}
        >
          Save
        </button>
        <p role="status" className={copied ? 'visually-hidden' : undefined}>
          {copied === true && 'The code is copied.'}
          {copied === false &&
            'The browser did not allow copying. Select the code and copy it yourself.'}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section aria-label={FILE} tabIndex={0} className={styles.scroll}>
        <Code text={code} />
      </section>
    </Dialog>
  );
}
