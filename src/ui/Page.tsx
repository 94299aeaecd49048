import { useEffect } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { writeHash } from '../config/hash';
import type { App } from '../store/app';
import { AppContext } from './app';
import { AttentionPanel } from './attention/AttentionPanel';
import { Alerts } from './common/Alerts';
import { Crash } from './common/Crash';
import { Header } from './header/Header';
import { LearningPanel } from './learning/LearningPanel';
import styles from './Page.module.css';
import { SpecimenBand } from './specimen/SpecimenBand';
import { TextPanel } from './text/TextPanel';
import { Transport } from './transport/Transport';

/** Keeps the address in step with the settings, so that a link reproduces the page. */
function useAddress(app: App) {
  useEffect(() => {
    let written: string | undefined;
    const write = () => {
      const { settings, builtIn } = app.store.getState();
      const hash = writeHash(settings, builtIn);
      if (hash === written) return;
      written = hash;
      history.replaceState(
        null,
        '',
        hash === '' ? location.pathname + location.search : `#${hash}`,
      );
    };
    return app.store.subscribe(write);
  }, [app]);
}

/** The one screen. */
export function Page({ app }: { app: App }) {
  useAddress(app);
  return (
    <AppContext value={app}>
      <div className={styles.page}>
        <Header />
        <ErrorBoundary FallbackComponent={Crash}>
          <Transport />
          <Alerts />
          <main className={styles.main}>
            <SpecimenBand />
            <TextPanel />
            <AttentionPanel />
            <LearningPanel />
          </main>
        </ErrorBoundary>
      </div>
    </AppContext>
  );
}
