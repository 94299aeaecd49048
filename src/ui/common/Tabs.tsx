import type { KeyboardEvent, ReactNode } from 'react';

interface TabListProps<T extends string> {
  /** Of the tabs and their panel, unique in the page */
  readonly id: string;
  readonly label: string;
  readonly className: string | undefined;
  readonly names: Readonly<Record<T, string>>;
  readonly shown: T;
  readonly onShow: (value: T) => void;
}

/** Where a key moves the focus to, of `count` tabs; undefined for all other keys. */
function target(key: string, from: number, count: number): number | undefined {
  if (key === 'ArrowLeft') return (from - 1 + count) % count;
  if (key === 'ArrowRight') return (from + 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const from = tabs.findIndex((tab) => tab.matches(':focus'));
  const to = target(event.key, from, tabs.length);
  if (to === undefined) return;
  event.preventDefault(); // Home and End would scroll the page.
  tabs[to]?.focus();
}

/**
 * Tabs by the ARIA Authoring Practices: the arrow keys move the focus, Enter or Space shows the panel. Base UI's
 * tabs do the same, but add 10 kB (gzip) to the first load.
 */
export function TabList<T extends string>(props: TabListProps<T>) {
  const { id, label, className, names, shown, onShow } = props;
  const values = Object.keys(names) as T[];
  return (
    <div role="tablist" aria-label={label} className={className} onKeyDown={moveFocus}>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          role="tab"
          id={`${id}-${value}`}
          aria-selected={value === shown}
          aria-controls={value === shown ? `${id}-panel` : undefined}
          tabIndex={value === shown ? 0 : -1}
          onClick={() => onShow(value)}
        >
          {names[value]}
        </button>
      ))}
    </div>
  );
}

/** What the tab that is shown stands for. It takes no focus itself: what is in it does. */
export function TabPanel(props: {
  readonly id: string;
  readonly shown: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}) {
  const { id, shown, className, children } = props;
  return (
    <div
      role="tabpanel"
      id={`${id}-panel`}
      aria-labelledby={`${id}-${shown}`}
      className={className}
    >
      {children}
    </div>
  );
}
