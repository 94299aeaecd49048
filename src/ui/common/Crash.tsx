import type { FallbackProps } from 'react-error-boundary';
import { reasonOf } from '../../base/words';

/** Shown where rendering failed; the text is safe in this browser's storage. */
export function Crash({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <div role="alert" style={{ padding: 'var(--gutter)' }}>
      <p>
        <strong>The page could not be drawn.</strong> {reasonOf(error)} Your text is kept in this
        browser.
      </p>
      <p>
        <button type="button" className="button" onClick={resetErrorBoundary}>
          Draw it again
        </button>{' '}
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload the page
        </button>
      </p>
    </div>
  );
}
