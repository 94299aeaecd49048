import { counted } from '../../base/words';
import type { SettingKey, Settings } from '../../config/settings';
import { type Checkpoint, reachedBy } from '../../storage/checkpoint';
import { listCheckpoints, readCheckpoint, removeCheckpoint } from '../../storage/checkpoints';
import { missingAfter } from '../../storage/reachedStep';
import { notedRun, noteTakenUp, wasPutAside } from '../../storage/runHint';
import { type Link, readLink } from '../links/readLink';
import type { Reopening } from '../playground/reopening';
import type { CheckpointParts } from './parts';
import { factsOf, reopeningOf } from './record';
import type { Saving } from './saving';
import type { CheckpointState } from './state';
import type { Tabs } from './tabs';

/** Whether a link asks for the page as it was when a run was saved; it may name what is usual, too. */
export function asksFor(link: Link, address: string): boolean {
  const then = readLink(`#${address}`);
  const of = ({ settings, auto, text }: Link) =>
    JSON.stringify([Object.entries(settings).sort(), auto, text]);
  return of(link) === of(then);
}

/** Whether this is the page that was here before: the person reloaded it, or came back to it. */
function isReload(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}

const damaged = ({ run, saves: [{ step }] }: Checkpoint) =>
  `Your run of ${counted(step, 'step')} on “${run.text.name}” could not be read: what the browser had stored of it is damaged. Your texts and kept runs are not affected.`;
const NEWER =
  'A newer version of Cloze has saved a run in this browser, which this version cannot read. Reload the page to get the newer version. The run stays where it is.';

/** Finds the run of an earlier visit, and has it go on. */
export function createReturning(
  { page, settings, text, reopenings, sayNoText }: CheckpointParts,
  set: (patch: Partial<CheckpointState>) => void,
  saving: Pick<Saving, 'adopt'>,
  tabs: Tabs,
) {
  /** Does this once a run that is to come back is there. */
  const onceBack = ({ saveId, isWanted }: Reopening, then: () => void) => {
    const stop = page.subscribe(({ run }) => {
      const isThere = run.saveId === saveId && run.facts !== undefined;
      if (!isThere && isWanted()) return;
      stop(); // else something else was chosen meanwhile
      if (isThere) then();
    });
  };

  const reopeningFor = async (record: Checkpoint): Promise<Reopening | undefined> => {
    const isWanted = reopenings.begin();
    const restored = await readCheckpoint(record);
    if (!restored) {
      tabs.letGo();
      await removeCheckpoint(record.id).catch(() => {});
      set({ told: damaged(record), other: undefined });
      return undefined;
    }
    saving.adopt(record, restored.views);
    noteTakenUp(record.id);
    const { isEarlier, save } = restored;
    set({
      ...{ refusal: undefined, isUnsaved: false, other: undefined },
      saved: { id: record.id, step: save.step, savedAt: record.run.savedAt },
    });
    const reopening = reopeningOf(record, restored, page.getState().watch, isWanted);
    const missing = missingAfter(record.id, reachedBy(save));
    onceBack(reopening, () =>
      set({ back: { ...factsOf(record), step: save.step, isEarlier, missing } }),
    );
    return reopening;
  };

  /** Settings that were changed after the run was saved last: the address has them. */
  const takeSettings = ({ given }: Link, reopening: Reopening) =>
    onceBack(reopening, () => {
      const { settings: now } = page.getState();
      const names = Object.keys(given) as SettingKey[];
      const changed = names.filter((name) => given[name] !== now[name]);
      const changes = Object.fromEntries(changed.map((name) => [name, given[name]]));
      if (changed.length > 0) settings.change(changes as Partial<Settings>);
    });

  return {
    /** The run that the page was opened for with this link; undefined where it is opened for something else. */
    async find(link: Link): Promise<Reopening | undefined> {
      const { records, newer } = await listCheckpoints().catch(() => ({ records: [], newer: 0 }));
      const [newest] = records;
      if (newer > 0) set({ told: NEWER });
      const own = isReload() ? records.find(({ id }) => id === notedRun()) : undefined;
      const record = own ?? newest;
      if (!record || link.lesson) return undefined;
      const { own: sent, replay } = link.packed;
      const bringsText = (sent ?? replay) !== undefined;
      const isOwn = own !== undefined || link.isPlaceOnly || asksFor(link, record.address);
      const isAsked = isOwn && !bringsText && !wasPutAside(record.id);
      const held = await tabs.held();
      const isOpenElsewhere = held.has(record.id) || (isAsked && !(await tabs.acquire(record.id)));
      if (isOpenElsewhere || !isAsked) {
        set({ other: { ...factsOf(record), isOpenElsewhere } });
        return undefined;
      }
      const reopening = await reopeningFor(record);
      if (reopening && !link.isPlaceOnly) takeSettings(link, reopening);
      return reopening;
    },

    /** Opens a run that saved itself in the place of the one that is there, also where another tab has it. */
    async open(id: string): Promise<void> {
      await tabs.takeOver(id);
      const { records } = await listCheckpoints().catch(() => ({ records: [] }));
      const record = records.find((one) => one.id === id);
      const reopening = record && (await reopeningFor(record));
      if (!reopening) return;
      // A run that has taken steps makes room for it, and can be had back.
      const isReturn = page.getState().run.step === 0;
      if (!text.reopen({ ...reopening, isReturn })) sayNoText(record.run.text.name);
    },
  };
}

export type Returning = ReturnType<typeof createReturning>;
