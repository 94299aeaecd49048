import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import type { Settings } from '../../config/settings';
import { earlierOf, namesOf } from '../../store/playground/again/selectors';
import { trainedWith, unseenChanges } from '../../store/playground/selectors';
import { useApp, useAppState } from '../app';
import { changesInWords } from '../transport/unseenWords';
import styles from './AgainMenu.module.css';
import { noteAgainTrigger } from './againFocus';
import { OtherSetting } from './OtherSetting';
import { type VariationRow, variationsOf } from './variations';

/** What is set already, but was not trained with: the first thing that one may want to see. */
function asSet(trained: Settings, set: Settings, keys: ReturnType<typeof unseenChanges>) {
  const changed = keys.filter((key) => key !== 'text').filter((key) => trained[key] !== set[key]);
  if (changed.length === 0) return [];
  const changes: Partial<Settings> = Object.fromEntries(changed.map((key) => [key, set[key]]));
  const name = changesInWords(changed, { ...trained, ...changes }).join(', ');
  const row: VariationRow = { label: 'As set now', variations: [{ name, value: name, changes }] };
  return [row];
}

function Menu({ onDone }: { readonly onDone: () => void }) {
  const app = useApp();
  const [wrong, setWrong] = useState<string>();
  const { getState } = app.store;
  // As they are when it opens: it closes with the first choice.
  const [compared] = useState(() => earlierOf(getState()));
  const [present] = useState(() => trainedWith(getState()));
  const trained = compared?.saved.settings ?? present;
  const [rows] = useState(() => [
    ...asSet(trained, getState().settings, unseenChanges(getState())),
    ...variationsOf(trained, present),
  ]);
  const begin = (changes: Partial<Settings>) => {
    const reason = app.again.with(changes);
    setWrong(reason);
    if (reason === undefined) onDone();
  };
  return (
    <>
      <p className={styles.intro}>
        {compared
          ? `Trains another model to compare with the earlier run, ${namesOf(present, compared).earlier}, on the same text and with the same exam. It takes the place of the present one.`
          : 'Trains a second model with one change, on the same text and with the same exam. This run is kept beside it, and the page shows both.'}
      </p>
      <dl className={styles.rows}>
        {rows.map(({ label, variations }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {variations.map(({ name, value, changes }) => (
                <button
                  key={name}
                  type="button"
                  className="button small"
                  aria-label={name}
                  onClick={() => begin(changes)}
                >
                  {value}
                </button>
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>Another setting</dt>
          <dd>
            <OtherSetting trained={trained} onTrain={begin} />
          </dd>
        </div>
      </dl>
      {wrong && (
        <p role="alert" className={styles.wrong}>
          {wrong}
        </p>
      )}
    </>
  );
}

/** A button that opens the list of useful changes. */
export function AgainMenu() {
  const [open, setOpen] = useState(false);
  const busy = useAppState(
    ({ run, again }) =>
      run.status === 'loading' ||
      again.next !== undefined ||
      (run.facts === undefined && !again.earlier),
  );
  return (
    <Popover.Root open={open && !busy} onOpenChange={setOpen}>
      {/* Not `disabled`: what is disabled loses the focus that it has. */}
      <Popover.Trigger ref={noteAgainTrigger} className="button small" aria-disabled={busy}>
        Again with…
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" collisionPadding={8} style={{ zIndex: 10 }}>
          <Popover.Popup className={styles.popup} aria-label="Again with one change">
            <Menu onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
