import { afterEach, expect, it, vi } from 'vitest';
import { createExchange } from './exchange';

afterEach(() => vi.unstubAllGlobals());

/** Counts the arrays that are made from here on. */
function countArrays() {
  let made = 0;
  vi.stubGlobal(
    'Float32Array',
    new Proxy(Float32Array, {
      construct(target, args) {
        made++;
        return new target(...(args as [number]));
      },
    }),
  );
  return () => made;
}

it('allocates an array a neighbour at the first swap, and none in steps after that', async () => {
  const { port1, port2 } = new MessageChannel();
  const exchanges = [createExchange([undefined, port1]), createExchange([port2, undefined])];
  const gradients = [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)];
  // The first one's range has one number, the other's two.
  const ranges = [[0, 1] as const, [1, 3] as const];
  const made = countArrays();
  const step = () =>
    Promise.all(
      exchanges.map(async (exchange, rank) => {
        const own = gradients[rank]!;
        const parts = await exchange.swap(rank, (to) => own.subarray(...ranges[to]!));
        const gradientsOfOwn = parts[1 - rank]!.values!.slice();
        const sums = await exchange.swap(10 + rank);
        const updated = await exchange.swap(0, () => own.subarray(...ranges[rank]!));
        return {
          notes: [parts[1 - rank]!.note, sums[1 - rank]!.note],
          values: [...gradientsOfOwn, ...updated[1 - rank]!.values!],
        };
      }),
    );
  expect(await step()).toEqual([
    { notes: [1, 11], values: [4, 5, 6] },
    { notes: [0, 10], values: [2, 3, 1] },
  ]);
  const first = made();
  await step();
  await step();
  // `subarray` and `slice` make theirs without this constructor.
  expect(first).toBe(2);
  expect(made()).toBe(2);
  port1.close();
});

it('keeps arrays that are handed over apart from those that are swapped', async () => {
  const { port1, port2 } = new MessageChannel();
  const [one, other] = [createExchange([undefined, port1]), createExchange([port2, undefined])];
  const values = Float32Array.of(7, 8);
  other.give(0, values);
  expect(values.length).toBe(0); // transferred, not copied
  const swapped = other.swap(1, () => Float32Array.of(9));
  expect([...(await one.take(1))]).toEqual([7, 8]);
  const [, parcel] = await one.swap(0, () => Float32Array.of(5));
  expect([...parcel!.values!]).toEqual([9]);
  expect([...(await swapped)[0]!.values!]).toEqual([5]);
  // More values than the array has room for that came last.
  const longer = other.swap(0, () => Float32Array.of(1, 2));
  const [, last] = await one.swap(0, () => Float32Array.of(3, 4));
  expect([...last!.values!, ...(await longer)[0]!.values!]).toEqual([1, 2, 3, 4]);
  port1.close();
});
