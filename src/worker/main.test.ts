import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { soon } from '../base/testSoon';

/** What stands in for the text worker's part: it is loaded once `load` is called. */
const part = vi.hoisted(() => {
  let load = () => {};
  const loading = new Promise<void>((resolve) => {
    load = resolve;
  });
  return { loading, load, heard: [] as unknown[] };
});
vi.mock('./texts', async () => {
  await part.loading;
  self.addEventListener('message', ({ data }) => part.heard.push(data));
  return {};
});

let scope: EventTarget;
const reported = vi.fn();
const post = (data: unknown) => scope.dispatchEvent(new MessageEvent('message', { data }));

function startWorker(name: string) {
  scope = Object.assign(new EventTarget(), { name });
  vi.stubGlobal('self', scope);
  vi.stubGlobal('reportError', reported);
  return import('./main');
}

beforeEach(() => {
  vi.resetModules();
  reported.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

it('keeps messages until its part is loaded: each is heard once, in order', async () => {
  await startWorker('cloze-texts');
  post(1);
  post(2);
  part.load();
  await soon(() => expect(part.heard).toEqual([1, 2]));
  post(3);
  expect(part.heard).toEqual([1, 2, 3]);
  expect(reported).not.toHaveBeenCalled();
});

it('reports why it cannot start, as a rejected promise would not leave the worker', async () => {
  await startWorker('cloze-unknown');
  await soon(() => expect(reported).toHaveBeenCalledOnce());
  expect(String(reported.mock.lastCall)).toContain('"cloze-unknown"');
});
