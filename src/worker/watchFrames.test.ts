import { expect, it, vi } from 'vitest';
import { createFrameWatch } from './watchFrames';

/** A page that answers so to each message; it hears of the work done in between. */
function watchBy(...answers: { longest?: number }[]) {
  const heard: unknown[] = [];
  const watch = createFrameWatch(({ type, port }) => {
    heard.push(type);
    port.onmessage = ({ data }) => {
      heard.push(data);
      port.postMessage(answers[1]);
    };
    port.postMessage(answers[0]);
  });
  return { watch, heard };
}

it('tells what the page has seen from before the work until after it', async () => {
  const { watch, heard } = watchBy({ longest: 0 }, { longest: 70 });
  const work = async () => heard.push('work');
  expect(await watch(work)).toEqual({ result: 2, longest: 70 });
  expect(heard).toEqual(['watchFrames', 'work', 'end']);
});

it('knows nothing of a page in the background', async () => {
  const before = watchBy({});
  expect(await before.watch(async () => 1)).toEqual({ result: 1, longest: undefined });
  const meanwhile = watchBy({ longest: 0 }, {});
  expect(await meanwhile.watch(async () => 1)).toEqual({ result: 1, longest: undefined });
});

it('does not wait for a page that never answers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const watched = createFrameWatch(() => {})(async () => 1);
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  expect(await watched).toEqual({ result: 1, longest: undefined });
});

it('fails as the work does', async () => {
  const { watch } = watchBy({ longest: 0 }, { longest: 9 });
  await expect(watch(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
});
