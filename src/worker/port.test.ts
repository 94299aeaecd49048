import { afterEach, expect, it, vi } from 'vitest';
import { workerPort } from './port';

afterEach(() => vi.unstubAllGlobals());

it('passes messages on, with what is handed over', () => {
  const posted = vi.fn();
  const scope = new EventTarget();
  vi.stubGlobal('postMessage', posted);
  vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope));
  const port = workerPort<string, string>();
  const { buffer } = new Float32Array(2);
  port.post('hello');
  port.post('numbers', [buffer]);
  expect(posted.mock.calls).toEqual([
    ['hello', []],
    ['numbers', [buffer]],
  ]);
  const heard = vi.fn();
  port.listen(heard);
  scope.dispatchEvent(new MessageEvent('message', { data: 'train' }));
  scope.dispatchEvent(new MessageEvent('error', { data: 'no message' }));
  expect(heard.mock.calls).toEqual([['train']]);
});
