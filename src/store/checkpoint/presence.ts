import { notePutAside, noteTakenUp } from '../../storage/runHint';
import { isUnkept } from '../playground/selectors';
import type { PlaygroundState } from '../playground/state';
import type { CheckpointParts } from './parts';
import type { CheckpointSlice } from './state';

type State = Pick<PlaygroundState, 'run' | 'source'> & CheckpointSlice;

/** The run that the page shows; undefined where the text in the box is no longer its text. */
function shownRun({ run: { loaded, saveId }, source }: State): string | undefined {
  const { text, characters } = loaded?.prepared.source ?? source;
  return text === source.text && characters === source.characters ? saveId : undefined;
}

/**
 * Watches which run the page shows. One that makes room for another text or a fresh run is not the one to come back to: a
 * reload would show it in the place of what was chosen. One that comes back by Undo has gone on since its last save.
 */
export function watchPresence({ page, post }: Pick<CheckpointParts, 'page' | 'post'>): void {
  let shown = shownRun(page.getState());
  let before: Pick<PlaygroundState['run'], 'runId' | 'facts'> = page.getState().run;
  /** Runs of this tab that have made room and may come back */
  const aside = new Set<string>();

  page.subscribe((state) => {
    const { run, checkpoint } = state;
    const { runId, facts, saveId, step, status } = run;
    const { saved } = checkpoint;
    const now = shownRun(state);
    // Another tab that takes the run over leaves this one the same under another name.
    const isRenamed = shown !== undefined && now !== undefined && before.runId === runId;
    if (now !== shown && !isRenamed) {
      if (shown !== undefined && (saved?.id === shown || aside.has(shown))) {
        aside.add(shown);
        notePutAside(shown);
      }
      if (now !== undefined && aside.delete(now)) noteTakenUp(now);
    }
    const isLoaded = facts !== undefined && before.facts !== facts;
    const isSaved = saved?.id === saveId && saved?.step === step;
    [shown, before] = [now, run];
    if (isLoaded && !isSaved && isUnkept(state) && status !== 'running')
      post({ type: 'save', runId });
  });
}
