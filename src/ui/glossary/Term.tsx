import {
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { popoverPlace } from './popoverPlace';
import styles from './Term.module.css';
import type { Entry, TermId } from './terms';

/** A mouse that was moved here rests this long before the meaning comes, ms, and has this long to reach it before it goes */
const REST_MS = 500;
const LEAVE_MS = 250;

interface Props {
  readonly id: TermId;
  /** Where something else decides which of several elements Tab reaches */
  readonly tabIndex?: number;
  readonly onFocus?: () => void;
  /** The word as it stands in its sentence */
  readonly children: ReactNode;
}

/** What the word means, once somebody asks: `undefined` before. */
function useEntry(id: TermId) {
  const [entry, setEntry] = useState<Entry>();
  const load = () => {
    import('./terms').then(
      ({ TERMS }) => setEntry(TERMS[id]),
      () => setEntry({ word: 'Not loaded', means: 'Check the connection, and try again.' }),
    );
  };
  return { entry, load };
}

/**
 * A word of the field, with a dotted line under it. A click, Enter, or a mouse that was moved onto it and rests there
 * shows what it means; a word that a scroll or a change of the page brings under the mouse stays quiet. The browser's own `popover` closes it by Escape, by a click elsewhere, and when another opens.
 */
export function Term({ id, tabIndex, onFocus, children }: Props) {
  const popoverId = useId();
  const word = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** Whether it is there only because the mouse is */
  const isByMouse = useRef(false);
  /** Of the mouse: what was closed under it does not come again before it has left and comes back */
  const visit = useRef<'none' | 'here' | 'answered'>('none');
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState<{ left: number; top: number }>();
  const { entry, load } = useEntry(id);

  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    if (!isOpen || !entry || !word.current || !popover.current) return;
    const screen = { width: document.documentElement.clientWidth, height: innerHeight };
    const { left, top } = popoverPlace(
      word.current.getBoundingClientRect(),
      popover.current.getBoundingClientRect(),
      screen,
    );
    setPlace({ left: left + scrollX, top: top + scrollY }); // It scrolls with the page.
  }, [isOpen, entry]);

  const move = ({ pointerType, movementX, movementY }: PointerEvent) => {
    if (pointerType !== 'mouse') return;
    // Where the page moves under it, a mouse comes in without having moved.
    if (movementX === 0 && movementY === 0) return;
    clearTimeout(timer.current);
    if (visit.current === 'answered') return;
    visit.current = 'here';
    if (isOpen) return;
    timer.current = setTimeout(() => {
      isByMouse.current = true;
      popover.current?.togglePopover?.(true);
    }, REST_MS);
  };
  const leave = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return;
    visit.current = 'none';
    clearTimeout(timer.current);
    if (isByMouse.current)
      timer.current = setTimeout(() => popover.current?.togglePopover?.(false), LEAVE_MS);
  };

  return (
    <>
      <button
        ref={word}
        type="button"
        className={styles.term}
        tabIndex={tabIndex}
        popoverTarget={popoverId}
        aria-description={entry?.means}
        onFocus={() => {
          load();
          onFocus?.();
        }}
        onClick={(event) => {
          clearTimeout(timer.current);
          if (isByMouse.current) event.preventDefault(); // It is there already: now it stays.
          isByMouse.current = false;
        }}
        onPointerMove={move}
        onPointerLeave={leave}
      >
        {children}
      </button>
      {typeof document !== 'undefined' &&
        createPortal(
          <div
            ref={popover}
            id={popoverId}
            popover="auto"
            role="status" // Its words come once it is shown, so they are read out.
            className={styles.meaning}
            style={place ?? { visibility: 'hidden' }}
            onToggle={({ newState }) => {
              setOpen(newState === 'open');
              if (visit.current === 'here') visit.current = 'answered';
              setPlace(undefined);
              if (newState === 'open') load();
              else isByMouse.current = false;
            }}
            onPointerEnter={() => clearTimeout(timer.current)}
            onPointerLeave={leave}
          >
            {isOpen && entry && (
              <>
                <strong>{entry.word}</strong> {entry.means}
              </>
            )}
          </div>,
          document.body,
        )}
    </>
  );
}
