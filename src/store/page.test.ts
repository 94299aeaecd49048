import { expect, it } from 'vitest';
import { createApp } from './app';
import { createLatest } from './latest';
import { createNotice } from './notice';
import { patcher } from './slice';

it('begins with an empty playground, no experiments and a Library that is not read', () => {
  const { store } = createApp();
  expect(store.getState()).toMatchObject({
    ...{ part: 'playground', textView: 'masked', draw: 0, own: [] },
    source: { name: '', text: '', characters: 0 },
    watch: { views: [], shown: 'live', playing: false, head: { layer: 0, head: 0 } },
    library: { list: [], chosen: [], isRead: false },
    experiments: { twins: [], runs: [], queue: [], records: {}, ownGrammar: '', scope: 'telling' },
    link: { complaints: [], asking: undefined },
  });
});

it('says one thing after the other, until it is dismissed', () => {
  const { store, dismissNotice, show } = createApp({ part: 'library' });
  expect(store.getState()).toMatchObject({ part: 'library', notice: undefined });
  show('experiments');
  expect(store.getState().part).toBe('experiments');
  show('uses', 'reply');
  show('library'); // it is still there when one comes back
  expect(store.getState()).toMatchObject({ part: 'library', use: 'reply' });
  createNotice(store)('One.');
  expect(store.getState().notice).toBe('One.');
  dismissNotice();
  expect(store.getState().notice).toBeUndefined();
});

it('lets one who speaks beside others take back only their own sentence', () => {
  const { store } = createApp();
  const [files, storage] = [createNotice(store), createNotice(store)];
  files('Two files were skipped.');
  storage('There is no room.');
  expect(store.getState().notice).toBe('Two files were skipped. There is no room.');
  files('One file was skipped.');
  expect(store.getState().notice).toBe('There is no room. One file was skipped.');
  storage(undefined);
  expect(store.getState().notice).toBe('One file was skipped.');
  files(undefined);
  expect(store.getState().notice).toBeUndefined();
});

it('counts only the task that began last, until that is cancelled', () => {
  const tasks = createLatest();
  const [first, second] = [tasks.begin(), tasks.begin()];
  expect([first(), second()]).toEqual([false, true]);
  tasks.cancel();
  expect([first(), second()]).toEqual([false, false]);
  expect(tasks.begin()()).toBe(true);
});

it('changes some fields of one object of the state', () => {
  const { store } = createApp();
  const { watch, run } = store.getState();
  patcher(store, 'watch')({ playing: true });
  expect(store.getState().watch).toEqual({ ...watch, playing: true });
  expect(store.getState().run).toBe(run);
});
