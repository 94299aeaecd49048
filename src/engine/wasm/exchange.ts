/** What one worker tells another after each step. */
interface Parcel {
  /** Gradients [P] of its part of the batch */
  readonly values: Float32Array<ArrayBuffer>;
  /** Σ of the losses of its part, nats */
  readonly lossSum: number;
}

export interface Exchange {
  /** Sends this worker's gradients to all others and waits for theirs. Indexed by rank; undefined at its own. */
  swap(values: Float32Array, lossSum: number): Promise<(Parcel | undefined)[]>;
}

/**
 * All workers exchange their gradients, each pair over a channel of its own: `ports` by rank, undefined at the
 * worker's own. One hop, and no shared memory. An array that was received carries the next one sent, so that in the
 * long run nothing is allocated.
 */
export function createExchange(ports: readonly (MessagePort | undefined)[]): Exchange {
  const spare: (Float32Array<ArrayBuffer> | undefined)[] = [];
  const arrived: Parcel[][] = ports.map(() => []);
  const waiting: ((parcel: Parcel) => void)[] = [];
  ports.forEach((port, rank) => {
    if (!port) return;
    port.onmessage = ({ data }: MessageEvent<Parcel>) => {
      const wake = waiting[rank];
      delete waiting[rank];
      // A worker that is a step ahead may have sent its next gradients already.
      if (wake) wake(data);
      else arrived[rank]!.push(data);
    };
  });
  const next = (rank: number) => {
    const parcel = arrived[rank]!.shift();
    if (parcel) return Promise.resolve(parcel);
    return new Promise<Parcel>((resolve) => {
      waiting[rank] = resolve;
    });
  };
  return {
    async swap(own, lossSum) {
      ports.forEach((port, rank) => {
        if (!port) return; // one's own rank: nothing goes out, so nothing is allocated
        const values = spare[rank] ?? new Float32Array(own.length);
        values.set(own);
        port.postMessage({ values, lossSum } satisfies Parcel, [values.buffer]);
      });
      const parcels = await Promise.all(ports.map((port, rank) => (port ? next(rank) : undefined)));
      parcels.forEach((parcel, rank) => {
        spare[rank] = parcel?.values;
      });
      return parcels;
    },
  };
}
