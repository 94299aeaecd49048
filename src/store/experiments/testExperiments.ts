import type { Plan } from '../../config/experiments';
import type { ExperimentsRequest } from '../../protocol/experiments';
import type { KeptRun } from '../../storage/keptRun';
import { createApp } from '../app';
import { createExperimentsActions } from './experiments';
import { RESULT } from './testLanguage';

/** Two arms of two seeds each. */
export const PLAN: Plan = {
  language: 'own',
  grammar: 'a = b c d .',
  arms: [
    { label: 'few', settings: { mlmProbability: 0.1 } },
    { label: 'many', settings: { mlmProbability: 0.4 }, sentences: 50 },
  ],
  ...{ seeds: 2, maxSteps: 10, metric: 'accuracy' },
};

/** The actions of the experiments over a worker that does nothing but note what it is asked. */
export function testExperiments() {
  const { store } = createApp();
  const asked: ExperimentsRequest[] = [];
  const worker = {
    post: (request: ExperimentsRequest) => asked.push(request),
    terminate: () => {},
  };
  const added: KeptRun[] = [];
  const said: string[] = [];
  const experiments = createExperimentsActions(store, worker, {
    requestMachine: () => {},
    say: (notice) => void said.push(notice),
    playgroundText: () => ({ name: '', why: 'It is being prepared.', isComing: true }),
    backend: () => 'auto',
    async addRun(saved) {
      added.push(saved);
      return saved.id;
    },
  });
  const state = () => store.getState().experiments;
  const runs = () =>
    asked.findLast((r): r is Extract<ExperimentsRequest, { type: 'runs' }> => r.type === 'runs')!;
  const done = (runId: string, { jobId } = runs()) =>
    experiments.onEvent({ type: 'done', jobId, runId, result: RESULT });
  const ids = () => runs().runs.map(({ id }) => id);
  /** Lets promises settle: a grammar is read, what is kept is written (and refused: Node has no storage). */
  const settle = async () => {
    await import('./goingOn'); // as the actions do
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
  };
  return { experiments, state, asked, added, said, runs, done, ids, settle };
}
