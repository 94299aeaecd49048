import { reasonOf } from '../base/words';
import type { WordExamEvent, WordExamRequest } from '../protocol/wordExam';
import { compareByWords } from './compareByWords';
import { workerPort } from './port';
import { startEngine } from './startEngine';

/** Entry of the worker that compares models of unlike tokens by whole words. */

const port = workerPort<WordExamRequest, WordExamEvent>();

/** Kept runs and opened models are small or wait anyway: no GPU has to be started, nor is one taken from a run. */
const start = () => startEngine('wasm').catch(() => startEngine('cpu'));

/** Progress is told at most so often, ms. */
const PROGRESS_EVERY_MS = 100;

port.listen((request) => {
  let told = 0;
  compareByWords(request, start, (fraction) => {
    if (performance.now() - told < PROGRESS_EVERY_MS) return;
    told = performance.now();
    port.post({ type: 'progress', fraction });
  }).then(
    (result) => port.post({ type: 'sat', result }),
    (error: unknown) =>
      port.post({
        type: 'failed',
        problem: {
          kind: 'worker',
          what: 'The models could not be compared.',
          why: reasonOf(error),
          advice: 'Choose another pair, or close other pages and try again.',
        },
      }),
  );
});
