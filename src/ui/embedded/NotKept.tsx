import { addressOf } from '../address';
import { useApp, useAppState } from '../app';
import styles from './NotKept.module.css';

/**
 * In an embedded page: that nothing is kept, and the way to a page of one's own with the same settings, where it is. In
 * the header it takes the place of the page's parts, in the panel that of "Keep run".
 */
export default function NotKept({ place }: { place: 'header' | 'panel' }) {
  const app = useApp();
  const address = useAppState(addressOf);
  const isElsewhere = useAppState((s) => s.part !== 'playground');
  return (
    <div className={styles[place]}>
      {place === 'header' && isElsewhere && (
        <button type="button" className="link" onClick={() => app.show('playground')}>
          Playground
        </button>
      )}
      <span>Nothing is kept here.</span>
      <a href={address} target="_blank" rel="noopener">
        Open {place === 'header' && 'Cloze '}in its own tab
      </a>
    </div>
  );
}
