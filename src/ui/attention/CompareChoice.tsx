import { formatCount } from '../../base/format';
import type { View } from '../../protocol/look';
import type { WatchState } from '../../store/playground/state';
import { useApp } from '../app';
import styles from './CompareChoice.module.css';

/** A run that was kept, as the page lists it. */
export interface SavedName {
  readonly id: string;
  readonly name: string;
}

interface Props {
  readonly watch: WatchState;
  readonly shown: View | undefined;
  /** Whether the maps show a difference now */
  readonly isCompared: boolean;
  readonly runs: readonly SavedName[];
  /** Somebody is about to choose: the list of runs is needed now */
  readonly onReach: () => void;
  readonly onRun: (id: string) => void;
}

const RUN = 'run:';

/** What the maps are compared with: another moment, or another run. */
export function CompareChoice({ watch, shown, isCompared, runs, onReach, onRun }: Props) {
  const app = useApp();
  const { compare, views, pinned } = watch;
  const first = views[0];
  // A run that was deleted is still compared with until another is chosen.
  const listed =
    compare.with !== 'run' || runs.some(({ id }) => id === compare.id) ? runs : [compare, ...runs];
  const choose = (value: string) => {
    if (value.startsWith(RUN)) onRun(value.slice(RUN.length));
    else app.watch.compareWith(value as 'nothing' | 'first' | 'pinned');
  };
  const waits = compare.with === 'run' && !compare.maps && !compare.refusal;
  return (
    <div className={styles.compare}>
      <label>
        Difference from{' '}
        <select
          className="underlined"
          aria-label="Difference from"
          value={compare.with === 'run' ? RUN + compare.id : compare.with}
          onChange={(event) => choose(event.target.value)}
          onFocus={onReach}
          onPointerEnter={onReach}
          disabled={!shown}
        >
          <option value="nothing">none</option>
          <option value="first">step {formatCount(first?.step ?? 0)}</option>
          {pinned && <option value="pinned">step {formatCount(pinned.step)}, pinned</option>}
          {listed.length > 0 && (
            <optgroup label="Saved runs">
              {listed.map(({ id, name }) => (
                <option key={id} value={RUN + id}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <button
        type="button"
        className="link small-print"
        title="Compares every other step with the one that is shown now"
        onClick={() => shown && app.watch.pin(shown)}
        disabled={!shown}
      >
        Pin this step
      </button>
      {isCompared && (
        <p className={styles.legend}>
          <span>
            <i aria-hidden="true" /> ink: more
          </span>
          <span>
            <i className={styles.less} aria-hidden="true" /> red: less
          </span>
        </p>
      )}
      <p role="status" className={styles.status}>
        {waits && `Computing what ${compare.name} looks at here …`}
        {compare.with === 'run' && compare.refusal}
      </p>
    </div>
  );
}
