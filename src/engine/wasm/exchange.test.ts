import { afterEach, expect, it, vi } from 'vitest';
import { createExchange } from './exchange';

afterEach(() => vi.unstubAllGlobals());

it('allocates an array a neighbour at the first swap, and none after that', async () => {
  const { port1, port2 } = new MessageChannel();
  const exchanges = [createExchange([undefined, port1]), createExchange([port2, undefined])];
  const own = [Float32Array.of(1, 2), Float32Array.of(3, 4)];
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
  const swap = () => Promise.all(exchanges.map((exchange, i) => exchange.swap(own[i]!, i)));
  const [first, second] = await swap();
  expect(made).toBe(2);
  expect(first!.map((parcel) => parcel && [...parcel.values])).toEqual([undefined, [3, 4]]);
  expect(second!.map((parcel) => parcel && [...parcel.values])).toEqual([[1, 2], undefined]);
  await swap();
  await swap();
  expect(made).toBe(2);
  port1.close();
});
