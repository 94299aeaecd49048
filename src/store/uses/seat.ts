import type { RequestMachine } from '../machine';
import type { Slice } from '../slice';

/** The slice of Uses that the rest of the page needs. All else that the part knows is loaded with it. */
export interface UsesSlice {
  /** Whether the model of a use is being trained */
  readonly trainsUse: boolean;
}

/** Where Uses sits among those who train. */
export function createUsesSeat(store: Slice<UsesSlice>, requestMachine: RequestMachine) {
  let stop = () => {};
  return {
    /** Takes the machine for the training of a use. @param onGiveWay stops it, once another wants to train */
    begin(onGiveWay: () => void) {
      requestMachine('uses');
      stop = onGiveWay;
      store.setState({ trainsUse: true });
    },
    end: () => store.setState({ trainsUse: false }),
    /** Whether there was something to stop. */
    giveWay(): boolean {
      const { trainsUse } = store.getState();
      if (trainsUse) stop();
      return trainsUse;
    },
  };
}
