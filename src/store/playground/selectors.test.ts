import { expect, it } from 'vitest';
import { createApp } from '../app';
import type { Prepared } from './prepared';
import { awaitsText } from './selectors';

it('has Train wait for a text that is being opened, unless a run goes on', () => {
  const { store } = createApp();
  const { settings, source, run } = store.getState();
  const prepared = { source } as Prepared;
  store.setState({ prepared, run: { ...run, loaded: { prepared, settings } } });
  const waits = () => awaitsText(store.getState());
  expect(waits()).toBe(false);
  store.setState({ opening: { name: 'book.txt', fraction: 0.5 } });
  expect(waits()).toBe(true);
  // A run that was paused goes on.
  store.setState((s) => ({ run: { ...s.run, step: 9 } }));
  expect(waits()).toBe(false);
  // But not on a text that is no longer its own.
  store.setState({ source: { name: 'Your text', text: 'A cat.', characters: 6 } });
  expect(waits()).toBe(true);
});
