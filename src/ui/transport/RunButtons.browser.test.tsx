import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { RunData } from '../../store/playground/state';
import { type Shown, show, testApp } from '../testPage';
import { RunButtons } from './RunButtons';

let page: Shown;
afterEach(() => page.end());

/** The buttons of a run in this state, and what they have done. */
async function shown(run: Partial<RunData>) {
  const did: string[] = [];
  const note = (what: string) => () => void did.push(what);
  const app = testApp({
    run: { train: note('train'), pause: note('pause'), step: note('step'), reset: note('reset') },
    text: { ensure: vi.fn() },
  });
  const set = (patch: Partial<RunData>) =>
    app.store.setState((s) => ({ run: { ...s.run, ...patch } }));
  set(run);
  page = await show(app, <RunButtons />);
  return { app, did, set };
}

const isEnabled = (name: string) => page.button(name)?.disabled === false;

it('trains, takes a step and starts over; before the first step there is nothing to start over', async () => {
  const { did, set } = await shown({ status: 'ready', step: 0 });
  expect(['Train', 'Step', 'Reset'].map(isEnabled)).toEqual([true, true, false]);
  expect(page.button('Pause')).toBeUndefined();
  await page.press('Step');
  await act(async () => set({ step: 1, status: 'paused' }));
  await page.press('Reset');
  await page.press('Train');
  expect(did).toEqual(['step', 'reset', 'train']);
});

it('pauses while it trains, and takes no single steps meanwhile', async () => {
  const { did } = await shown({ status: 'running', step: 7 });
  expect(page.button('Train')).toBeUndefined();
  expect(['Pause', 'Step', 'Reset'].map(isEnabled)).toEqual([true, false, true]);
  await page.press('Pause');
  expect(did).toEqual(['pause']);
});

it('waits for a text that is being opened for a run that has not begun', async () => {
  const { app } = await shown({ status: 'ready', step: 0 });
  await act(async () => app.store.setState({ opening: { name: 'a.txt', fraction: 0.5 } }));
  expect(['Train', 'Step', 'Reset'].map(isEnabled)).toEqual([false, false, false]);
  await act(async () => app.store.setState({ opening: undefined }));
  expect(isEnabled('Train')).toBe(true);
});

it('goes on behind the last step, but takes no single one there', async () => {
  const { app, set } = await shown({ status: 'running', step: 9 });
  const { maxSteps } = app.store.getState().settings;
  await act(async () => set({ status: 'done', step: maxSteps }));
  expect(['Train', 'Step', 'Reset'].map(isEnabled)).toEqual([true, false, true]);
  expect(page.button('Train')!.title).toMatch(/as many steps again/);
});
