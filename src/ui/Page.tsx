import { lazy, Suspense, useEffect } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useStore } from 'zustand';
import { writeHash } from '../config/hash';
import type { App } from '../store/app';
import { writeLab } from '../store/labAddress';
import { AppContext } from './app';
import { AttentionPanel } from './attention/AttentionPanel';
import { Alerts } from './common/Alerts';
import { Crash } from './common/Crash';
import { droppedFiles } from './common/droppedFiles';
import { Header } from './header/Header';
import { LearningPanel } from './learning/LearningPanel';
import { useUnkeptQuestion, useWritingMark } from './leaving';
import styles from './Page.module.css';
import { SpecimenBand } from './specimen/SpecimenBand';
import { TextPanel } from './text/TextPanel';
import { Transport } from './transport/Transport';

/** Comes when it is asked for: the languages and their grammars are with it. */
const LabPage = lazy(() => import('./lab/LabPage').then((m) => ({ default: m.LabPage })));

/** As above; most visits are not for it. */
const LibraryPage = lazy(() =>
  import('./library/LibraryPage').then((m) => ({ default: m.LibraryPage })),
);

/** Keeps the address in step with the settings, so that a link reproduces the page. */
function useAddress(app: App) {
  useEffect(() => {
    let written: string | undefined;
    const write = () => {
      const { settings, source, part, lab } = app.store.getState();
      const shown = part === 'experiments' ? writeLab(lab) : {};
      const other = part === 'playground' ? undefined : part;
      const hash = writeHash(settings, source.builtIn, other, shown);
      if (hash === written) return;
      written = hash;
      const address = hash === '' ? location.pathname + location.search : `#${hash}`;
      try {
        history.replaceState(null, '', address);
      } catch {
        written = undefined; // a browser may allow only so many a minute; the next change writes it
      }
    };
    return app.store.subscribe(write);
  }, [app]);
}

/** Files and folders dropped anywhere are opened; without this the browser would leave the page for it. */
function useDroppedFiles(app: App) {
  useEffect(() => {
    const handle = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return; // a dragged word is not ours
      event.preventDefault();
      if (event.type !== 'drop') return;
      droppedFiles(event.dataTransfer)
        .then(({ files, name }) => app.document.openFiles(files, name))
        .catch((error) => app.document.cannotOpen(error));
    };
    addEventListener('dragover', handle);
    addEventListener('drop', handle);
    return () => {
      removeEventListener('dragover', handle);
      removeEventListener('drop', handle);
    };
  }, [app]);
}

/** The one screen. */
export function Page({ app }: { app: App }) {
  useAddress(app);
  useDroppedFiles(app);
  useWritingMark();
  useUnkeptQuestion(app);
  const part = useStore(app.store, (s) => s.part);
  return (
    <AppContext value={app}>
      <div className={styles.page}>
        <Header />
        <ErrorBoundary FallbackComponent={Crash}>
          <Suspense fallback={null}>
            {part === 'experiments' && <LabPage />}
            {part === 'library' && <LibraryPage />}
          </Suspense>
          {part === 'playground' && (
            <>
              <Transport />
              <Alerts />
              <main className={styles.main}>
                <SpecimenBand />
                <TextPanel />
                <AttentionPanel />
                <LearningPanel />
              </main>
            </>
          )}
        </ErrorBoundary>
      </div>
    </AppContext>
  );
}
