/** The part of the store that some actions may read and change. The whole store fits where a part of it is asked for. */
export interface Slice<S> {
  readonly getState: () => S;
  readonly setState: (change: Partial<S> | ((state: S) => Partial<S>)) => void;
}

/** A part of the store that is read only. */
export type Reads<S> = Pick<Slice<S>, 'getState'>;

/** Changes some fields of one object of the state, and leaves the others as they are. */
export const patcher =
  <K extends keyof S, S extends Readonly<Record<K, object>>>(store: Slice<S>, key: K) =>
  (change: Partial<S[K]>) =>
    store.setState((state) => {
      const changed: Partial<S> = {};
      changed[key] = { ...state[key], ...change };
      return changed;
    });
