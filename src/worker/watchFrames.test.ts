import { afterEach, expect, it, vi } from 'vitest';
import { watchFrames } from '../client/frames';
import { createFrameWatch } from './watchFrames';

/** A page that draws a frame whenever `draw` is called, on a clock of its own. */
function page({ hidden = false } = {}) {
  let now = 0;
  let waiting: (() => void)[] = [];
  vi.stubGlobal('document', { hidden });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => waiting.push(callback));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const draw = (after: number) => {
    now += after;
    const all = waiting;
    waiting = [];
    for (const one of all) one();
  };
  const wait = (ms: number) => {
    now += ms;
  };
  return { draw, wait };
}
const watch = createFrameWatch(({ port }) => watchFrames(port));
/** Lets messages through. */
const messages = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

it('tells the longest time between two frames while something is done', async () => {
  const { draw } = page();
  const watched = watch(async () => {
    for (const ms of [16, 70, 16]) draw(ms);
    return 'done';
  });
  draw(400); // until the first, nobody has counted
  expect(await watched).toEqual({ result: 'done', longest: 70 });
});

it('counts a frame that is overdue at the end', async () => {
  const { draw, wait } = page();
  const watched = watch(async () => {
    draw(16);
    wait(90);
  });
  draw(16);
  expect((await watched).longest).toBe(90);
});

it('knows nothing of a page in the background', async () => {
  page({ hidden: true });
  expect(await watch(async () => 1)).toEqual({ result: 1, longest: undefined });
});

it('does not wait for a page that never answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const watched = createFrameWatch(() => {})(async () => 1);
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  expect(await watched).toEqual({ result: 1, longest: undefined });
  await messages();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
