import { expect, test, vi } from 'vitest';
import { encode, type Recorded } from '../../src/engine/webgpu/programs';
import { startDispatchClock } from './dispatchClock';

const COUNTS = { sequences: 1, rows: 1, blanks: 1, segments: 1 };
const dispatch = (name: string) =>
  ({ pipeline: name, bindGroup: name, workgroups: () => [1, 2, 3] }) as unknown as Recorded;

/** A device that writes down what it is asked for. */
function fakeDevice(...features: string[]) {
  const log: unknown[] = [];
  const note =
    (what: string) =>
    (...args: unknown[]) =>
      log.push([what, ...args]);
  const beginComputePass = vi.fn((descriptor?: GPUComputePassDescriptor) => {
    const { beginningOfPassWriteIndex: from, endOfPassWriteIndex: to } =
      descriptor?.timestampWrites ?? {};
    log.push(['begin', from, to]);
    return {
      setPipeline: note('pipeline'),
      setBindGroup: note('group'),
      dispatchWorkgroups: note('dispatch'),
      end: note('end'),
    };
  });
  const device = {
    features: new Set(features),
    createQuerySet: () => ({ destroy: note('destroy') }),
    createCommandEncoder: () => ({ beginComputePass }),
  };
  return { device: device as unknown as GPUDevice, log };
}

test('each dispatch gets a pass with two timestamps of its own, over all submits', () => {
  const { device, log } = fakeDevice('timestamp-query');
  const clock = startDispatchClock(device);
  encode(device.createCommandEncoder(), [dispatch('a'), dispatch('b')], COUNTS);
  encode(device.createCommandEncoder(), [dispatch('c')], COUNTS);
  const passOf = (name: string, first: number) => [
    ['begin', first, first + 1],
    ['pipeline', name],
    ['group', 0, name],
    ['dispatch', 1, 2, 3],
    ['end'],
  ];
  expect(log).toEqual([...passOf('a', 0), ...passOf('b', 2), ...passOf('c', 4)]);

  log.length = 0;
  clock!.stop();
  encode(device.createCommandEncoder(), [dispatch('a'), dispatch('b')], COUNTS);
  const begun = log.filter((entry) => (entry as unknown[])[0] === 'begin');
  expect(begun).toEqual([['begin', undefined, undefined]]);
});

test('there is no clock where the device has no timestamps', () => {
  const { device } = fakeDevice();
  const encoder = device.createCommandEncoder;
  expect(startDispatchClock(device)).toBeUndefined();
  expect(device.createCommandEncoder).toBe(encoder);
});
