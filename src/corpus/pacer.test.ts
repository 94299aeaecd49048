import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPacer } from './pacer';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('is due 24 ms after the start, and after each rest', async () => {
  const pacer = createPacer({});
  vi.advanceTimersByTime(23);
  expect(pacer.due()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(pacer.due()).toBe(true);
  await pacer.rest('counting', 0.5);
  expect(pacer.due()).toBe(false);
});

it('reports, then gives way', async () => {
  const done: unknown[] = [];
  const pacer = createPacer({
    onProgress: (progress) => done.push(progress),
    pause: async () => void done.push('pause'),
  });
  await pacer.rest('learning', 0.25);
  expect(done).toEqual([{ phase: 'learning', fraction: 0.25 }, 'pause']);
});

it('stops where it is told to before the rest, or during it', async () => {
  const before = new AbortController();
  before.abort(new Error('no more'));
  const onProgress = vi.fn();
  const stopped = createPacer({ onProgress, signal: before.signal });
  await expect(stopped.rest('counting', 0)).rejects.toThrow('no more');
  expect(onProgress).not.toHaveBeenCalled();

  const during = new AbortController();
  const pacer = createPacer({
    signal: during.signal,
    pause: async () => during.abort(new Error('now')),
  });
  await expect(pacer.rest('counting', 0)).rejects.toThrow('now');
});
