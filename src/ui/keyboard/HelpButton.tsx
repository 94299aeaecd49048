import { lazy, Suspense, useState } from 'react';
import { pressedBy } from './shortcuts';

const HelpDialog = lazy(() => import('./HelpDialog'));

/** Opens the list of shortcuts and of the words that the page uses. */
export function HelpButton({ className }: { readonly className: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label="Keyboard shortcuts and words"
        aria-haspopup="dialog"
        title="Keyboard shortcuts and words"
        {...pressedBy('?')}
        onClick={() => setOpen(true)}
      >
        ?
      </button>
      <Suspense>{isOpen && <HelpDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
