import type { MouseEvent } from 'react';
import type { UseAbout } from '../../protocol/uses';
import { addressHash } from '../../store/links/address';
import { DOES_NOT_WORK } from '../../store/uses/session';
import { useApp, useAppState } from '../app';
import { Choice } from '../common/Choice';
import { PHONE, useMedia } from '../common/useMedia';
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
      href={`#${hash}`}
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

const FAILURES = { id: DOES_NOT_WORK, title: 'What does not work at this size' };

/** The uses, and what does not work: each a link of its own, on a phone an entry of one list. */
export function UseList({ list, shown }: Props) {
  const app = useApp();
  const isPhone = useMedia(PHONE);
  return (
    <nav aria-labelledby="uses-heading" className={styles.list}>
      <div className={styles.inside}>
        <h2 id="uses-heading">Uses</h2>
        <p className="small-print">What a model that fills blanks is good for.</p>
        {isPhone ? (
          <Choice
            label="Use"
            value={shown ?? ''}
            options={[...list, FAILURES].map(({ id, title }) => ({ value: id, words: title }))}
            onChoose={(id) => app.show('uses', id)}
          />
        ) : (
          <ul>
            {list.map(({ id, title, known }) => (
              <li key={id}>
                <Item id={id} title={title} known={known} isShown={id === shown} />
              </li>
            ))}
            <li className={styles.last}>
              <Item {...FAILURES} isShown={shown === DOES_NOT_WORK} />
            </li>
          </ul>
        )}
      </div>
    </nav>
  );
}
