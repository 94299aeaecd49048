import { afterEach, expect, it, vi } from 'vitest';
import { watchFrames } from './frames';

/** A page on a clock of its own, which draws when `draw` is called, and the worker that it watches its frames for. */
function page({ hidden = false } = {}) {
  let now = 0;
  let waiting: (() => void)[] = [];
  const document = { hidden };
  vi.stubGlobal('document', document);
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => waiting.push(callback));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { port1, port2 } = new MessageChannel();
  const answers: { longest?: number }[] = [];
  const hears = () =>
    new Promise<void>((resolve) => {
      port1.onmessage = ({ data }) => {
        answers.push(data);
        resolve();
      };
    });
  const wait = (ms: number) => {
    now += ms;
  };
  return {
    document,
    answers,
    hears,
    wait,
    draw(...after: number[]) {
      for (const ms of after) {
        wait(ms);
        const all = waiting;
        waiting = [];
        for (const one of all) one();
      }
    },
    watch: () => watchFrames(port2),
    async end() {
      const heard = hears();
      port1.postMessage('end');
      await heard;
      port1.close();
    },
  };
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('tells the longest time between two frames, from the first on', async () => {
  const p = page();
  const heard = p.hears();
  p.watch();
  p.draw(400);
  await heard;
  p.draw(16, 70, 16);
  await p.end();
  expect(p.answers).toEqual([{ longest: 0 }, { longest: 70 }]);
});

it('counts a frame that is overdue at the end', async () => {
  const p = page();
  p.watch();
  p.draw(16, 16);
  await p.hears();
  p.wait(90);
  await p.end();
  expect(p.answers.at(-1)).toEqual({ longest: 90 });
});

it('tells nothing of the background', async () => {
  const hidden = page({ hidden: true });
  const heard = hidden.hears();
  hidden.watch();
  await heard;
  expect(hidden.answers).toEqual([{}]);
  await hidden.end();
  const left = page();
  left.watch();
  left.draw(16);
  await left.hears();
  left.document.hidden = true;
  left.draw(16);
  await left.end();
  expect(left.answers.at(-1)).toEqual({});
});
