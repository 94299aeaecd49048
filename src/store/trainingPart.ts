import type { AppState } from './app';
import type { Part } from './page';

/** Where something trains, if anything does. */
export function trainingPart({ run, experiments, trainsUse }: AppState): Part | undefined {
  if (run.status === 'running') return 'playground';
  if (trainsUse) return 'uses';
  return experiments.running ? 'experiments' : undefined;
}
