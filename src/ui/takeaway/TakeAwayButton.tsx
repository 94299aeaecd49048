import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Problem } from '../../protocol/problem';
import type { Subject } from '../../takeaway/messages';

const TakeAwayDialog = lazy(() => import('./TakeAwayDialog'));

interface Props {
  readonly className: string;
  /** Fetches the run that is to be taken away; the same function from one render to the next */
  readonly subject: () => Promise<Subject | Problem>;
  /** What stands behind the button's words, for screen readers */
  readonly children?: ReactNode;
}

/** Makes a zip of a run for other programs, in a dialog that is loaded with the first click. */
export function TakeAwayButton({ className, subject, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="dialog"
        title="The model, its tokenizer, code and curves as files for other programs"
        onClick={() => setOpen(true)}
      >
        Take it away{children}
      </button>
      <Suspense>
        {isOpen && <TakeAwayDialog subject={subject} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
