import { act } from 'react';
import { expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS } from '../../config/experiments';
import { type ExperimentsState, viewOf } from '../../store/experiments/state';
import { LANGUAGE, RESULT } from '../../store/experiments/testLanguage';
import { show, testApp } from '../testPage';
import { TwinsConclusion } from './TwinsConclusion';

it('asks anew where another language takes the place of one that was learned', async () => {
  const app = testApp();
  const set = (change: Partial<ExperimentsState>) =>
    act(async () =>
      app.store.setState(({ experiments }) => ({ experiments: { ...experiments, ...change } })),
    );
  const twins = ['left', 'right', 'both'].map((id) => ({
    ...viewOf({ id, settings: EXPERIMENT_SETTINGS }),
    result: RESULT,
  }));
  await set({ language: LANGUAGE, scope: 'all', twins });
  const page = await show(app, <TwinsConclusion />);
  expect(page.text()).toContain('Both sides: 50 %');
  // Its exam has three blanks, not two.
  const other = { telling: Uint8Array.of(1, 0, 1), groups: Uint32Array.of(0, 1, 2) };
  await set({ language: { ...LANGUAGE, ...other }, twins: [] });
  expect(page.text()).toContain('Train all three to find out.');
  await page.end();
});
