import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useStore } from 'zustand';
import type { App } from '../store/app';
import type { Part } from '../store/page';
import { isCovered } from '../store/playground/youFirst/youFirst';
import { useAddress } from './address';
import { AppContext } from './app';
import { AttentionPanel } from './attention/AttentionPanel';
import { Alerts } from './common/Alerts';
import { Crash } from './common/Crash';
import { droppedFiles } from './common/droppedFiles';
import { NARROW, PHONE, useMedia } from './common/useMedia';
import { Header, PART_NAMES } from './header/Header';
import { whenIdle } from './idle';
import { useShortcuts } from './keyboard/useShortcuts';
import { LearningPanel } from './learning/LearningPanel';
import { useUnkeptQuestion, useWritingMark } from './leaving';
import styles from './Page.module.css';
import { SpecimenBand } from './specimen/SpecimenBand';
import { TextPanel } from './text/TextPanel';
import { PhoneSettings, PhoneTransport, Transport } from './transport/Transport';
import { Covered } from './youFirst/Covered';

/** Loaded when it is opened, with the languages and their grammars. */
const ExperimentsPage = lazy(() =>
  import('./experiments/ExperimentsPage').then((m) => ({ default: m.ExperimentsPage })),
);

/** Loaded when it is opened. */
const UsesPage = lazy(() => import('./uses/UsesPage'));

/** Not needed before something can be undone, but there from then on, so that what comes into it is read out. */
const UndoBar = lazy(() => import('./undo/UndoBar').then((m) => ({ default: m.UndoBar })));

/** Loaded when it is opened: most visits do not. */
const LibraryPage = lazy(() =>
  import('./library/LibraryPage').then((m) => ({ default: m.LibraryPage })),
);

/** Loaded with the first lesson. */
const LessonsAside = lazy(() =>
  import('./lessons/LessonsAside').then((m) => ({ default: m.LessonsAside })),
);

/** Loaded with the first exam of "You first". */
const ExamBand = lazy(() => import('./youFirst/ExamBand'));

/** Loaded with the first of them. */
const PageNotes = lazy(() => import('./header/PageNotes'));

/** Loaded with the first model that is opened. */
const OpenModelDialog = lazy(() => import('./openModel/OpenModelDialog'));

/** Not on the screen: what the playground prints. */
const GapTextPage = lazy(() => import('./gapText/GapTextPage'));

/** Loaded with the first link that would discard something. */
const LinkQuestion = lazy(() =>
  import('./header/LinkQuestion').then((m) => ({ default: m.LinkQuestion })),
);

/**
 * Puts the part's name in the window's title. If the focused element went with the previous part, focuses the new
 * part's link.
 */
function usePartTold(part: Part) {
  const isTold = useRef(false);
  useEffect(() => {
    document.title = part === 'playground' ? 'Cloze' : `${PART_NAMES[part]} · Cloze`;
    const isLost = document.activeElement === document.body && isTold.current;
    isTold.current = true;
    if (!isLost) return;
    document
      .querySelector<HTMLElement>('nav [aria-current="page"]')
      ?.focus({ preventScroll: true });
  }, [part]);
}

async function openDropped(app: App, data: DataTransfer) {
  const [{ files, name }, { openFiles }] = await Promise.all([
    droppedFiles(data),
    import('./common/openFiles'),
  ]);
  await openFiles(app, files, name);
}

/** Opens files and folders dropped anywhere on the page. Without this the browser would open them in its place. */
function useDroppedFiles(app: App) {
  useEffect(() => {
    const handle = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return; // a dragged word is not ours
      event.preventDefault();
      if (event.type !== 'drop') return;
      openDropped(app, event.dataTransfer).catch((error) => app.text.cannotOpen(error));
    };
    addEventListener('dragover', handle);
    addEventListener('drop', handle);
    return () => {
      removeEventListener('dragover', handle);
      removeEventListener('drop', handle);
    };
  }, [app]);
}

/** What is fetched when it is asked for; if that fails, the rest of the page stays. */
function Later({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary FallbackComponent={Crash} resetKeys={[Boolean(children)]}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** The one screen. */
export function Page({ app }: { app: App }) {
  useAddress(app);
  useDroppedFiles(app);
  useWritingMark();
  useUnkeptQuestion(app);
  useEffect(() => whenIdle(async () => (await import('./preload')).preload(app)), [app]);
  useShortcuts();
  const part = useStore(app.store, (s) => s.part);
  const asking = useStore(app.store, (s) => s.link.asking !== undefined);
  const hasNotes = useStore(
    app.store,
    ({ link, isOutdated }) => link.complaints.length > 0 || link.replay !== undefined || isOutdated,
  );
  const isOpening = useStore(app.store, (s) => s.modelOpening !== undefined);
  const isTaught = useStore(
    app.store,
    ({ lessons }) => lessons.isListed || lessons.open !== undefined,
  );
  const isExam = useStore(
    app.store,
    (s) => s.youFirst !== undefined && s.youFirst.shown === undefined,
  );
  const covered = useStore(app.store, isCovered);
  const isUsable = useStore(app.store, (s) => s.run.facts !== undefined);
  usePartTold(part);
  const isPhone = useMedia(PHONE);
  const isNarrow = useMedia(NARROW);
  const text = covered ? <Covered key="text" heading="Text" /> : <TextPanel key="text" />;
  const attention = covered ? (
    <Covered key="attention" heading="Attention" />
  ) : (
    <AttentionPanel key="attention" />
  );
  const learning = <LearningPanel key="learning" />;
  // In the order in which they are seen, which is that of the Tab key too
  const inOrder = () => {
    if (isPhone || (isTaught && !isNarrow)) return [learning, attention, text];
    return isNarrow ? [attention, learning, text] : [text, attention, learning];
  };
  const panels = inOrder();
  return (
    <AppContext value={app}>
      <div className={styles.page}>
        <Header />
        <Later>{hasNotes && <PageNotes />}</Later>
        <Later>{asking && <LinkQuestion />}</Later>
        <Later>{isOpening && <OpenModelDialog />}</Later>
        <div className={styles.beside} data-taught={isTaught || undefined}>
          <Later>{isTaught && <LessonsAside />}</Later>
          <div className={styles.part}>
            <ErrorBoundary FallbackComponent={Crash}>
              <Suspense fallback={null}>
                {part === 'experiments' && <ExperimentsPage />}
                {part === 'uses' && <UsesPage />}
                {part === 'library' && <LibraryPage />}
              </Suspense>
              {part === 'playground' && (
                <>
                  {isPhone ? <PhoneTransport /> : <Transport />}
                  <Alerts />
                  <main className={styles.main}>
                    {isExam ? (
                      <Suspense fallback={<section aria-label="Specimen" />}>
                        <ExamBand />
                      </Suspense>
                    ) : (
                      <SpecimenBand />
                    )}
                    {isPhone && <PhoneSettings />}
                    {panels}
                  </main>
                  <Suspense fallback={null}>
                    <UndoBar />
                  </Suspense>
                  <Suspense fallback={null}>{isUsable && <GapTextPage />}</Suspense>
                </>
              )}
            </ErrorBoundary>
          </div>
        </div>
      </div>
    </AppContext>
  );
}
