import type { SavedState } from '../../protocol/checkpoint';
import type { View } from '../../protocol/look';
import type { Source } from '../../protocol/texts';
import { type Checkpoint, FORMAT, reachedBy, type Save } from '../../storage/checkpoint';
import type { Restored } from '../../storage/checkpoints';
import type { LostData, Reopening } from '../playground/reopening';
import { describeRun, examOf } from '../playground/savedRun';
import type { PlaygroundState, RunData, WatchState } from '../playground/state';
import { forgetSeen } from '../playground/watch';
import type { SavedRunFacts } from './state';

/** What a record holds of the page beside the run itself. */
interface PageMemo extends Omit<LostData, 'train' | 'evals'> {
  readonly watch: Pick<WatchState, 'specimen' | 'pinned' | 'head' | 'from'>;
  /** Its curves after its present step, where it has gone back to its best one */
  readonly later?: Pick<RunData, 'train' | 'evals'>;
}

/** A run between its save and its record. */
export interface Described {
  readonly record: Omit<Checkpoint, 'order' | 'views' | 'saves'>;
  readonly save: Omit<Save, 'state' | 'aside'>;
}

/** What the page adds to what the worker has saved; undefined where the run is not there any more. */
export function describeSave(
  { run, watch }: Pick<PlaygroundState, 'run' | 'watch'>,
  { step, memo, changed, exam }: Omit<SavedState, 'where' | 'milliseconds'>,
  bytes: number,
  {
    address,
    chosenIn,
  }: { address: string; chosenIn: (source: Source) => PlaygroundState['byHand'] },
): Described | undefined {
  const { saveId: id, loaded } = run;
  if (id === undefined || !loaded) return undefined;
  const settings = memo.trainedWith ?? loaded.settings;
  const described = describeRun(run, { step, bytes, settings, changed }, chosenIn);
  if (!described) return undefined;
  const { sittings, kept, prolonged, endedWith } = run;
  const reached = reachedBy({ step, memo });
  const after = <P extends { readonly step: number }>(points: readonly P[]) =>
    points.filter((point) => point.step > step && point.step <= reached);
  const { specimen, pinned, head, from } = watch;
  const page: PageMemo = {
    ...{ sittings, kept, prolonged, endedWith },
    watch: { specimen, pinned, head, from },
    ...(reached > step && { later: { train: after(run.train), evals: after(run.evals) } }),
  };
  return {
    record: { format: FORMAT, id, run: described, address, page },
    save: { step, memo, exam: exam && examOf(exam, described.vocabulary) },
  };
}

/** What the page had noted; undefined where it is not what this version writes. */
function pageMemoOf(page: unknown): PageMemo | undefined {
  const memo = page as Partial<PageMemo> | null | undefined;
  const isWhole = Array.isArray(memo?.sittings) && typeof memo.watch?.head?.layer === 'number';
  return isWhole ? (memo as PageMemo) : undefined;
}

/** The recordings of a run as they are shown again. */
const watchOf = (now: WatchState, memo: PageMemo['watch'], views: readonly View[]): WatchState => ({
  ...forgetSeen(now),
  ...memo,
  ...{ views, live: views.at(-1) },
});

/** Has a run go on as it was saved. */
export function reopeningOf(
  { id, run, page }: Pick<Checkpoint, 'id' | 'run' | 'page'>,
  { save, state, aside, views }: Restored,
  now: WatchState,
  isWanted: () => boolean,
): Reopening {
  const { step, memo, exam } = save;
  const known = pageMemoOf(page);
  const { later = { train: [], evals: [] } } = known ?? {};
  const train = [...run.curves.train, ...later.train];
  const evals = [...run.curves.evals, ...later.evals];
  return {
    saved: { ...run, id, name: run.text.name, step, exam },
    ...{ state, isWanted, saveId: id, isKept: false, isReturn: true },
    resume: { memo, aside },
    ...(known && {
      lost: {
        run: { ...known, train, evals },
        watch: watchOf(now, known.watch, views),
        isUndo: false,
      },
    }),
  };
}

/** What the page says of a record. */
export const factsOf = ({ id, run, saves: [{ step }] }: Checkpoint): SavedRunFacts => ({
  ...{ id, step, name: run.text.name, text: run.text, savedAt: run.savedAt },
});
