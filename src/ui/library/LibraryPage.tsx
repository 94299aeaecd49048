import { useEffect, useMemo, useState } from 'react';
import { counted } from '../../base/words';
import { useApp, useAppState } from '../app';
import { Alerts } from '../common/Alerts';
import { PageHeading } from '../common/PageHeading';
import { formatBytes } from '../model/formatBytes';
import { AutomaticRuns, useAutomaticActions } from './automatic/AutomaticRuns';
import { Compared } from './Compared';
import { byExam } from './conditions';
import { followTabs } from './followTabs';
import { Jumps } from './Jumps';
import { LibraryFiles } from './LibraryFiles';
import { LibraryModels } from './LibraryModels';
import { LibraryNotes } from './LibraryNotes';
import styles from './LibraryPage.module.css';
import { RunList } from './RunList';
import { Storage } from './storage/Storage';
import { Texts } from './texts/Texts';

/** What to do while no run is kept. */
function Empty() {
  const app = useApp();
  return (
    <div className={styles.empty}>
      <p>No run is kept yet.</p>
      <p>
        Train in the playground and press “Keep run” under the curve, at any step. Change the mask
        ratio, the context or another setting, press Reset and Train, and keep that run too. Both
        then appear here in one chart, judged by the same exam.
      </p>
      <button type="button" className="button primary" onClick={() => app.show('playground')}>
        Go to the playground
      </button>
    </div>
  );
}

/** The runs that were kept: listed by exam, overlaid, compared. */
export function LibraryPage() {
  const app = useApp();
  const list = useAppState((s) => s.library.list);
  const isRead = useAppState((s) => s.library.isRead);
  const [said, setSaid] = useState('');
  const automatic = useAutomaticActions();
  // One of them is this page's own, which is saved while the Library is shown.
  const saved = useAppState((s) => s.checkpoint.saved?.savedAt);
  useEffect(() => void app.library.visit(), [app]);
  useEffect(() => followTabs(app, automatic.load), [app, automatic]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again once there is a newer save
  useEffect(() => void automatic.load(), [automatic, saved]);
  const groups = useMemo(() => byExam(list), [list]);
  const bytes = list.reduce((sum, run) => sum + run.bytes, 0);
  return (
    <main className={styles.library}>
      <PageHeading
        className={styles.heading}
        title="Runs"
        lead="The runs you kept, with settings, curves, weights and exam. Choose runs to compare: those that sat the same exam answered the same held-out blanks, however they were trained."
      >
        <div>
          {list.length > 0 && (
            <p className="small-print">
              {counted(list.length, 'run')}, {formatBytes(bytes)}, in this browser only
            </p>
          )}
          <Jumps />
        </div>
      </PageHeading>
      <Alerts />
      <LibraryFiles />
      <LibraryNotes />
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <AutomaticRuns actions={automatic} onSay={setSaid} />
      {isRead && list.length === 0 && <Empty />}
      {groups.map((group) => (
        <RunList key={group.examId} group={group} onSay={setSaid} />
      ))}
      {list.length > 0 && <Compared />}
      <Texts />
      <LibraryModels />
      <Storage />
    </main>
  );
}
