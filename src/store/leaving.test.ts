import { expect, it } from 'vitest';
import { losesOnLeaving } from './leaving';
import { testApp } from './testApp';

it('knows what is lost with the page', () => {
  const { app, state } = testApp();
  const { store } = app;
  expect(losesOnLeaving(state())).toBe(false);
  store.setState(({ run }) => ({ run: { ...run, step: 9 } }));
  expect(losesOnLeaving(state())).toBe(false); // it saves itself
  store.setState(({ checkpoint }) => ({ checkpoint: { ...checkpoint, isUnsaved: true } }));
  expect(losesOnLeaving(state())).toBe(true);
  store.setState(({ run }) => ({ run: { ...run, kept: { id: 'kept', step: 9 } } }));
  expect(losesOnLeaving(state())).toBe(false);
  store.setState(({ library }) => ({ library: { ...library, held: new Set(['kept']) } }));
  expect(losesOnLeaving(state())).toBe(true); // there was no room for it: it is in memory only
  store.setState(({ library }) => ({ library: { ...library, held: new Set() } }));
  expect(losesOnLeaving(state())).toBe(false);
  store.setState({ opening: { name: 'Your text', fraction: 0, isPasted: true } });
  expect(losesOnLeaving(state())).toBe(true);
});
