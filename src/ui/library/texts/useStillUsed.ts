import { nameSome } from '../../../base/words';
import type { Source } from '../../../protocol/texts';
import { runsOfText } from '../../../store/library/textFacts';
import { useAppState } from '../../app';
import { useAllRuns } from '../useAllRuns';

interface Used {
  /** Whether the playground shows it, and how far its run with it has come */
  readonly isShown: boolean;
  readonly isTraining: boolean;
  /** Whether it is a long file, of which runs hold no copy */
  readonly isLong: boolean;
  /** Names of the other runs that learned from it and can go on without it */
  readonly runs: readonly string[];
}

/** What a text that was deleted is still used for, in a sentence or two. */
export function stillUsedInWords({ isShown, isTraining, isLong, runs }: Used): string {
  const said: string[] = [];
  if (isTraining) {
    said.push(
      isLong
        ? 'The run in the playground can go on with it until you close this page.'
        : 'The run in the playground keeps a copy of it, and can go on.',
    );
  } else if (isShown) said.push('The playground shows it until you choose another text.');
  const names = nameSome(runs.map((name) => `“${name}”`));
  const also = isTraining ? ', too' : '';
  if (runs.length === 1) said.push(`The run ${names} keeps a copy${also}.`);
  if (runs.length > 1) said.push(`The runs ${names} keep copies${also}.`);
  return said.join(' ');
}

/** What the text that was deleted last is still used for. */
export function useStillUsed(text: Source | undefined): string | undefined {
  const runs = useAllRuns();
  const own = useAppState((s) => s.own);
  const isShown = useAppState((s) => s.source === text);
  const isTraining = useAppState(({ run }) => run.step > 0 && run.loaded?.prepared.source === text);
  const saveId = useAppState((s) => s.run.saveId);
  if (!text) return undefined;
  const isPresent = (id: string | undefined) => isTraining && id !== undefined && id === saveId;
  const others = runsOfText(text, [...own, text], runs).filter(
    (run) => !isPresent(run.saveId) && run.text.whole !== undefined,
  );
  const names = [...new Set(others.map(({ name }) => name))];
  return stillUsedInWords({ isShown, isTraining, isLong: text.stored !== undefined, runs: names });
}
