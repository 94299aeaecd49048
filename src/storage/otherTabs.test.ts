import { beforeEach, expect, it, vi } from 'vitest';

/** Tabs as far as they hear each other: a message reaches all channels of its name but the one that it was sent by. */
class Channel extends EventTarget {
  static all: Channel[] = [];
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
    Channel.all.push(this);
  }
  postMessage() {
    for (const other of Channel.all) {
      if (other !== this && other.name === this.name) other.dispatchEvent(new Event('message'));
    }
  }
}

const tab = async () => {
  vi.resetModules();
  return { ...(await import('./otherTabs')), ...(await import('./writing')) };
};

beforeEach(() => {
  Channel.all = [];
  vi.stubGlobal('BroadcastChannel', Channel);
  return () => vi.unstubAllGlobals();
});

it('tells other tabs of each write that was done, and not this one', async () => {
  const [here, there] = [await tab(), await tab()];
  const heard: string[] = [];
  here.hearTabs(async () => void heard.push('here'));
  const end = there.hearTabs(async () => void heard.push('there'));
  await here.writing(Promise.resolve());
  expect(heard).toEqual(['there']);
  await here.writing(Promise.reject(new Error('no room'))).catch(() => {});
  expect(heard).toEqual(['there']);
  end();
  await here.writing(Promise.resolve());
  expect(heard).toEqual(['there']);
});

it('reads once more where changes come while it reads, not once for each', async () => {
  const [here, there] = [await tab(), await tab()];
  let release = () => {};
  const read = vi.fn(() => new Promise<void>((resolve) => (release = resolve)));
  there.hearTabs(read);
  for (let i = 0; i < 5; i++) here.tellTabs();
  expect(read).toHaveBeenCalledTimes(1);
  release();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  release();
  await new Promise((resolve) => setImmediate(resolve));
  expect(read).toHaveBeenCalledTimes(2);
});

it('does without where the browser has no channels', async () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  Reflect.deleteProperty(globalThis, 'BroadcastChannel');
  const { writing, hearTabs } = await tab();
  expect(await writing(Promise.resolve(3))).toBe(3);
  expect(hearTabs(async () => {})()).toBeUndefined();
});
