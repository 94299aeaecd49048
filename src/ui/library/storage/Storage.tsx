import { useEffect, useState } from 'react';
import { isEmbedded } from '../../../base/embedded';
import { bytesOfCheckpoint } from '../../../storage/checkpoint';
import { askForPromise, readUsage, type Usage } from '../../../storage/usage';
import { bytesOfTexts } from '../../../store/library/textFacts';
import { useApp, useAppState } from '../../app';
import { PageHeading } from '../../common/PageHeading';
import { formatSize } from '../../takeaway/formatSize';
import { idOf } from '../Jumps';
import { ForgetAll } from './ForgetAll';
import { partsOf, roughly } from './parts';
import styles from './Storage.module.css';

/** Whether the browser will keep it all, and the way to ask it. Nothing where it does not tell. */
function Promised({ usage: { isPromised }, onAnswer }: PromisedProps) {
  const [isRefused, setRefused] = useState(false);
  if (isPromised === undefined) return null;
  if (isPromised) {
    return (
      <p className={styles.promise} role="status">
        The browser has promised to delete nothing by itself.
      </p>
    );
  }
  const ask = async () => {
    const isThere = await askForPromise();
    setRefused(!isThere);
    onAnswer();
  };
  return (
    <div className={styles.promise}>
      <p role="status">
        {isRefused
          ? 'The browser did not promise to keep it. Most browsers decide that by themselves, in favour of pages that are used often, bookmarked or installed. To be safe, save the Library as a file.'
          : 'When the disk is full, the browser may delete all of this.'}
      </p>
      {!isRefused && (
        <button type="button" className="button small" onClick={() => void ask()}>
          Ask the browser to keep it
        </button>
      )}
    </div>
  );
}
interface PromisedProps {
  readonly usage: Usage;
  readonly onAnswer: () => void;
}

/** What Cloze keeps in this browser: how much, of what, whether it stays, and the way to delete it all. */
export function Storage() {
  const app = useApp();
  const list = useAppState((s) => s.library.list);
  const held = useAppState((s) => s.library.held);
  const own = useAppState((s) => s.own);
  const models = useAppState((s) => s.models);
  const records = useAppState((s) => s.library.automatic?.records);
  const [usage, setUsage] = useState<Usage>();
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is kept or deleted changes what is used
  useEffect(() => {
    let isWanted = true;
    void readUsage().then((now) => isWanted && setUsage(now));
    return () => {
      isWanted = false;
    };
  }, [list, own, models, records, asked]);
  useEffect(() => void app.models.list(), [app]);
  if (!usage || isEmbedded()) return null;
  const { space, offline } = usage;
  const runs = list.filter(({ id }) => !held.has(id));
  const texts = own.filter(({ stored }) => !stored || stored.key !== undefined);
  const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
  const known = {
    runs: sum(runs.map(({ bytes }) => bytes)),
    automatic: sum((records ?? []).map(bytesOfCheckpoint)),
    texts: bytesOfTexts(texts),
    models: sum((models ?? []).map(({ weights }) => weights.size)),
    offline,
  };
  const parts = partsOf(known, space);
  const most = Math.max(...parts.map(({ bytes }) => bytes));
  return (
    <section id={idOf('storage')} tabIndex={-1} aria-label="Storage" className={styles.storage}>
      <PageHeading
        className={styles.heading}
        title="Storage"
        lead="All of it is in this browser, on this device. Cloze sends none of it anywhere."
      >
        {space && (
          <p className={styles.used}>
            Used <strong>{formatSize(space.used)}</strong> of about {roughly(space.quota)}
          </p>
        )}
      </PageHeading>
      <div className={styles.columns}>
        <dl className={styles.parts}>
          {parts.map(({ name, bytes, about }) => (
            <div key={name}>
              <dt title={about}>{name}</dt>
              <dd>{formatSize(bytes)}</dd>
              <dd aria-hidden="true" className={styles.bar}>
                <span style={{ width: `${(100 * bytes) / most}%` }} />
              </dd>
            </div>
          ))}
        </dl>
        <div className={styles.answers}>
          <Promised usage={usage} onAnswer={() => setAsked(asked + 1)} />
          <ForgetAll hasOffline={offline !== undefined} />
        </div>
      </div>
    </section>
  );
}
