import { type MouseEvent, useEffect, useRef } from 'react';
import type { UseAbout } from '../../protocol/uses';
import { addressHash } from '../../store/links/address';
import { DOES_NOT_WORK } from '../../store/uses/session';
import { useApp, useAppState } from '../app';
import { useUses } from './session';
import styles from './UseList.module.css';

interface ItemProps {
  readonly id: string;
  readonly title: string;
  readonly known?: string | undefined;
  readonly isShown: boolean;
}

function Item({ id, title, known, isShown }: ItemProps) {
  const app = useApp();
  const hash = useAppState((s) =>
    addressHash({ ...s, use: id, lessons: { ...s.lessons, open: undefined } }, 'uses'),
  );
  const trains = useUses((s) => s.training === id);
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    app.show('uses', id);
  };
  return (
    <a
      // With its page: links that begin with # and stand outside of the window are taken for skip links.
      href={`${location.pathname}${location.search}#${hash}`}
      aria-current={isShown ? 'true' : undefined}
      aria-description={trains ? 'training' : undefined}
      data-training={trains || undefined}
      onClick={follow}
    >
      {title}
      {known && <small>{known}</small>}
    </a>
  );
}

interface Props {
  readonly list: readonly UseAbout[];
  /** Id of the one that is shown */
  readonly shown: string | undefined;
}

/** The uses, and what does not work: each a link of its own. */
export function UseList({ list, shown }: Props) {
  const row = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one is shown
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    // On a phone the list is a row that scrolls.
    if (row.current && current) row.current.scrollLeft = current.offsetLeft - 24;
  }, [shown]);
  return (
    <nav aria-labelledby="uses-heading" className={styles.list}>
      <div className={styles.inside}>
        <h2 id="uses-heading">Uses</h2>
        <p className="small-print">What a model that fills blanks is good for.</p>
        <ul ref={row}>
          {list.map(({ id, title, known }) => (
            <li key={id}>
              <Item id={id} title={title} known={known} isShown={id === shown} />
            </li>
          ))}
          <li className={styles.last}>
            <Item
              id={DOES_NOT_WORK}
              title="What does not work at this size"
              isShown={shown === DOES_NOT_WORK}
            />
          </li>
        </ul>
      </div>
    </nav>
  );
}
