import { afterEach, expect, it, vi } from 'vitest';

const { Segmenter } = Intl;
afterEach(() => {
  Object.assign(Intl, { Segmenter });
});

it('starts without a segmenter, and says what is missing when one is needed', async () => {
  vi.resetModules();
  Reflect.deleteProperty(Intl, 'Segmenter');
  const { splitSentences } = await import('./sentences');
  expect(() => splitSentences('It rains. It pours.')).toThrow('it has no Intl.Segmenter');
  Object.assign(Intl, { Segmenter });
  expect(splitSentences('It rains. It pours.')).toHaveLength(2);
});
