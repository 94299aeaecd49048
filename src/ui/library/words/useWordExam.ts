import { useCallback, useEffect, useRef, useState } from 'react';
import { compareByWords } from '../../../client/wordExam';
import type { Problem } from '../../../protocol/problem';
import type { WordExamResult } from '../../../protocol/wordExam';
import type { KeptRun } from '../../../storage/keptRun';
import { useApp } from '../../app';
import { type Opponent, wordExamRequest } from './opponents';

export type WordExamState =
  | { readonly stage: 'none' }
  /** 0 to 1 */
  | { readonly stage: 'asking'; readonly fraction: number }
  | { readonly stage: 'failed'; readonly problem: Problem }
  | { readonly stage: 'sat'; readonly other: Opponent; readonly result: WordExamResult };

const NONE: WordExamState = { stage: 'none' };

/** Has a run compared with another model by whole words, for as long as the component stands. */
export function useWordExam(first: KeptRun) {
  const app = useApp();
  const [state, setState] = useState(NONE);
  const end = useRef(() => {});
  const stop = useCallback(() => {
    end.current();
    end.current = () => {};
    setState(NONE);
  }, []);
  useEffect(() => () => end.current(), []);

  const ask = useCallback(
    async (other: Opponent) => {
      stop();
      let isWanted = true;
      end.current = () => {
        isWanted = false;
      };
      setState({ stage: 'asking', fraction: 0 });
      const request = await wordExamRequest(app, first, other);
      if (!isWanted) return;
      if ('what' in request) {
        setState({ stage: 'failed', problem: request });
        return;
      }
      const asked = compareByWords(request, (fraction) => setState({ stage: 'asking', fraction }));
      end.current = asked.end;
      const answer = await asked.answer;
      setState(
        'what' in answer
          ? { stage: 'failed', problem: answer }
          : { stage: 'sat', other, result: answer },
      );
    },
    [app, first, stop],
  );
  return { state, ask, stop };
}
