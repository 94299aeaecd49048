import { lazy, Suspense, useState } from 'react';

const CodeDialog = lazy(() => import('./CodeDialog'));

/** Shows the present settings as a script, in a dialog that is loaded with the first click. */
export function ShowCodeButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-haspopup="dialog"
        title="What Train does with these settings, as a Python script"
        onClick={() => setOpen(true)}
      >
        Show the code
      </button>
      <Suspense>{isOpen && <CodeDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
