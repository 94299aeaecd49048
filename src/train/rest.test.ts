import { expect, it, vi } from 'vitest';
import { createRest } from './rest';

it('rests only where the work has gone on for long, and then says whether it is wanted', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    let rests = 0;
    let wanted = true;
    const goOn = createRest(
      async () => {
        rests++;
        vi.advanceTimersByTime(1000); // what others do meanwhile is no work
      },
      () => wanted,
    );
    const after = async (ms: number) => {
      vi.advanceTimersByTime(ms);
      return [await goOn(), rests];
    };
    expect(await after(10)).toEqual([true, 0]);
    expect(await after(20)).toEqual([true, 1]);
    expect(await after(10)).toEqual([true, 1]);
    wanted = false;
    expect(await after(10)).toEqual([true, 1]);
    expect(await after(10)).toEqual([false, 2]);
  } finally {
    vi.useRealTimers();
  }
});
