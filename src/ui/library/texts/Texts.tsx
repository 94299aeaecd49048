import { useMemo, useRef, useState } from 'react';
import { counted } from '../../../base/words';
import { MOST_OWN_TEXTS } from '../../../config/textLimits';
import { bytesOfTexts, runsOfText } from '../../../store/library/textFacts';
import { createOwnTextActions } from '../../../store/library/texts';
import { useApp, useAppState } from '../../app';
import { nameOf } from '../../common/droppedFiles';
import { openFiles } from '../../common/openFiles';
import { PageHeading } from '../../common/PageHeading';
import { formatSize } from '../../takeaway/formatSize';
import { DeletedNote } from '../DeletedNote';
import { idOf } from '../Jumps';
import { useAllRuns } from '../useAllRuns';
import { keyOfText } from './lookOfText';
import { TextRow } from './TextRow';
import styles from './Texts.module.css';
import { useStillUsed } from './useStillUsed';

const COLUMNS = ['Text', 'Begins with', 'Language', 'Learned by', 'Last used'] as const;

/** Reads files as one text, in the playground, which shows how far it has come. */
function AddText() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const open = async (files: readonly File[]) => {
    if (files.length === 0) return;
    app.show('playground');
    const paths = files.map((file) => [file.name, file] as const);
    await openFiles(app, paths, nameOf(files));
  };
  return (
    <>
      <button type="button" className="button small" onClick={() => input.current?.click()}>
        Add a text from a file
      </button>
      <input
        ref={input}
        type="file"
        multiple
        aria-label="Files of a text"
        className="visually-hidden"
        tabIndex={-1}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = ''; // So that the same file can be opened again.
          open(files).catch(app.text.cannotOpen);
        }}
      />
    </>
  );
}

/** The person's own texts: listed, opened, renamed, duplicated, deleted, added. */
export function Texts() {
  const app = useApp();
  const own = useAppState((s) => s.own);
  const deleted = useAppState((s) => s.library.texts?.deleted);
  const runs = useAllRuns();
  const stillUsed = useStillUsed(deleted?.text);
  const [said, setSaid] = useState('');
  const actions = useMemo(
    () => createOwnTextActions({ store: app.store, text: app.text, library: app.library }),
    [app],
  );
  const texts = own.filter(({ text }) => text !== '');
  const size = texts.length > 0 && `, ${formatSize(bytesOfTexts(texts))}`;
  return (
    <section id={idOf('texts')} tabIndex={-1} aria-label="Texts" className={styles.texts}>
      <PageHeading
        className={styles.heading}
        title="Texts"
        lead={`The texts that you typed, pasted or opened. They are kept in this browser only, the newest ${MOST_OWN_TEXTS} of them.`}
      >
        <p className="small-print">
          {counted(texts.length, 'text')}
          {size}
        </p>
      </PageHeading>
      <div className={styles.tools}>
        <AddText />
      </div>
      <DeletedNote deleted={deleted?.text} more={stillUsed} onUndo={actions.undelete} />
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {texts.length === 0 ? (
        <p className={styles.none}>
          None yet. The texts that come with Cloze are in the header of the playground.
        </p>
      ) : (
        <>
          <div className={styles.columns} aria-hidden="true">
            {COLUMNS.map((name) => (
              <span key={name}>{name}</span>
            ))}
          </div>
          <ul>
            {texts.map((source) => (
              <TextRow
                key={keyOfText(source)}
                source={source}
                actions={actions}
                runs={runsOfText(source, own, runs).length}
                onDelete={() => actions.remove(source, runs)}
                onSay={setSaid}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
