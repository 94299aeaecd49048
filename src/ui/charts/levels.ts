import { CONTEXTS } from '../../config/settings';
import type { Floors } from '../../protocol/floors';
import type { Level } from './levelLabels';

const SEEN = { left: 'words before', right: 'words after', both: 'both sides' } as const;

interface Known {
  /** Losses in the exam, nats */
  readonly knowsNothing: number;
  /** Undefined where nothing is asked */
  readonly knowsFrequencies: number | undefined;
  /** Only of a language whose best guess is known */
  readonly floors: Floors | undefined;
}

/** What simple knowledge scores, and the least that can be reached from each context where that is known. */
export function levelsOf({ knowsNothing, knowsFrequencies, floors }: Known): Level[] {
  return [
    { of: 'level', text: 'knows nothing', loss: knowsNothing },
    ...(knowsFrequencies === undefined
      ? []
      : [{ of: 'level', text: 'knows word frequencies', loss: knowsFrequencies } as const]),
    ...(floors
      ? CONTEXTS.map((of) => ({ of, text: `best from ${SEEN[of]}`, loss: floors[of].loss }))
      : []),
  ];
}
