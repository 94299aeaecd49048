import type { Problem } from '../protocol/problem';
import type { WordExamRequest, WordExamResult } from '../protocol/wordExam';
import { createWordExamClient } from './workers';

/**
 * Has models of unlike tokens compared by whole words, in a worker of its own, which ends with its answer.
 *
 * @param onProgress told how far it has come, 0 to 1
 * @returns the answer, or why there is none; `end` gives it up, and then the promise never settles
 */
export function compareByWords(
  request: WordExamRequest,
  onProgress: (fraction: number) => void,
): { readonly answer: Promise<WordExamResult | Problem>; readonly end: () => void } {
  let end = () => {};
  const answer = new Promise<WordExamResult | Problem>((resolve) => {
    const client = createWordExamClient(
      (event) => {
        if (event.type === 'progress') {
          onProgress(event.fraction);
          return;
        }
        client.terminate();
        resolve(event.type === 'sat' ? event.result : event.problem);
      },
      ({ reason }) =>
        resolve({
          kind: 'worker',
          what: 'The worker that compares the models stopped.',
          why: `${reason}.`,
          advice: 'The browser may be short of memory: close other pages and try again.',
        }),
    );
    end = client.terminate;
    client.post(request);
  });
  return { answer, end: () => end() };
}
