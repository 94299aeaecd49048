import type { StoreApi } from 'zustand/vanilla';
import type { UsesWorker } from '../../client/uses';
import type { Backend } from '../../config/settings';
import type { Problem } from '../../protocol/problem';
import type {
  Answer,
  GatePoint,
  Measured,
  UseAbout,
  UseResults,
  Values,
} from '../../protocol/uses';

/** Which model answers: `shipped`, `here`, `run`, or the id of a kept run, a starter or an opened model after its kind. */
export type ModelKey =
  | 'shipped'
  | 'here'
  | 'run'
  | `kept ${string}`
  | `starter ${'en' | 'de'}`
  | `opened ${number}`;

/** The training of a use's model on this page. */
export interface TrainedHere {
  readonly step: number;
  /** Steps in all; undefined until the first are done */
  readonly of: number | undefined;
  readonly backend: Backend | undefined;
  readonly stepsPerSecond: number | undefined;
  readonly points: readonly GatePoint[];
  readonly takeOff: number | null;
  /** Why it came to nothing */
  readonly problem?: Problem | undefined;
  /** It can be asked */
  readonly isThere: boolean;
}

/** What came of an exam that was sat on this page. */
export interface SatHere {
  readonly key: ModelKey;
  /** What the page calls the model */
  readonly name: string;
  /** The person's text that it was about; undefined where the items are those of the use */
  readonly text: string | undefined;
  readonly measured: readonly Measured[];
  /** What else there is to say of how it was done, in sentences */
  readonly notes: readonly string[];
}

/** One use as the page has it. */
export interface UseState {
  readonly model: ModelKey;
  /** What is typed in its fields; undefined until there is an example */
  readonly values: Values | undefined;
  /** Number of the example after this one */
  readonly next: number;
  readonly answer:
    | (Answer & {
        readonly values: Values;
        readonly key: ModelKey;
        /** Name of the person's text that it is about, if it is */
        readonly text: string | undefined;
      })
    | undefined;
  /** A question is under way: how far it has come, 0 to 1, where that is known */
  readonly asking: { readonly fraction: number | undefined } | undefined;
  readonly problem: Problem | undefined;
  /** What was measured of the shipped model; undefined until it is read */
  readonly results: { readonly of: UseResults | undefined } | undefined;
  readonly examining: { readonly fraction: number | undefined } | undefined;
  readonly examProblem: Problem | undefined;
  readonly sat: readonly SatHere[];
  readonly here: TrainedHere | undefined;
}

const NEW_USE: UseState = {
  model: 'shipped',
  values: undefined,
  next: 0,
  answer: undefined,
  asking: undefined,
  problem: undefined,
  results: undefined,
  examining: undefined,
  examProblem: undefined,
  sat: [],
  here: undefined,
};

export interface UsesState {
  /** Undefined until the worker has told */
  readonly list: readonly UseAbout[] | undefined;
  readonly problem: Problem | undefined;
  readonly uses: Readonly<Record<string, UseState>>;
  /** The use whose model is being trained */
  readonly training: string | undefined;
}

export const NO_USES: UsesState = {
  list: undefined,
  problem: undefined,
  uses: {},
  training: undefined,
};

/** The store of Uses, and its worker: what each of its actions needs. */
export interface UsesParts {
  readonly store: Pick<StoreApi<UsesState>, 'getState' | 'setState'>;
  readonly worker: UsesWorker;
}

export const stateOf = ({ uses }: Pick<UsesState, 'uses'>, id: string): UseState =>
  uses[id] ?? NEW_USE;

/** Changes one use, and leaves the others as they are. */
export const patchUse =
  ({ store }: Pick<UsesParts, 'store'>) =>
  (id: string, change: Partial<UseState>) =>
    store.setState((state) => ({
      uses: { ...state.uses, [id]: { ...stateOf(state, id), ...change } },
    }));
