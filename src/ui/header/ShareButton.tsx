import { lazy, Suspense, useRef, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { AppState } from '../../store/app';
import { withoutReplay } from '../../store/links/address';
import { addressOf } from '../address';
import { useApp } from '../app';
import styles from './Header.module.css';

const SharePopover = lazy(() => import('./share/SharePopover'));

/** Whether the browser took it: over plain http it has no clipboard for pages. */
async function copyAddress(state: AppState): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(addressOf(withoutReplay(state)));
    return true;
  } catch {
    return false;
  }
}

/** Copies the page's address, which has all settings and never the person's text, and opens what else a link can hold. */
export function ShareButton() {
  const app = useApp();
  const button = useRef<HTMLButtonElement>(null);
  const [copied, setCopied] = useState<Promise<boolean>>();
  const close = () => setCopied(undefined);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.plain}
        title="Copies a link with all settings. Your own text is not in it unless you say so."
        aria-haspopup="dialog"
        aria-expanded={copied !== undefined}
        onClick={() => setCopied(copied ? undefined : copyAddress(app.store.getState()))}
      >
        Share
      </button>
      <ErrorBoundary fallback={null}>
        <Suspense>
          {copied && <SharePopover anchor={button} copied={copied} onClose={close} />}
        </Suspense>
      </ErrorBoundary>
    </>
  );
}
