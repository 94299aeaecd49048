import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { type AppState, createApp } from '../../store/app';
import { viewOf } from '../../store/experiments/state';
import { AppContext } from '../app';
import { ExamCurves } from './ExamCurves';
import { ExperimentsPage } from './ExperimentsPage';
import { GrammarEditor } from './GrammarEditor';
import { Sweep } from './Sweep';
import { TwinColumns } from './TwinColumns';

/** What the components that were rendered last select: each renders again when a result is another. */
const selectors: ((state: AppState) => unknown)[] = [];
vi.mock('../app', async (original) => {
  const { useApp, ...rest } = await original<typeof import('../app')>();
  return {
    ...rest,
    useApp,
    useAppState: (select: (state: AppState) => unknown) => {
      selectors.push(select);
      return select(useApp().store.getState());
    },
  };
});
// These show how a plan's runs and the three models get on, and do render again.
vi.mock('./PlanControls', () => ({ PlanControls: () => null }));
vi.mock('./TwinsProgress', () => ({ TwinsProgress: () => null }));

const app = createApp();
const run = (id: string) => viewOf({ id, settings: DEFAULT_SETTINGS });

beforeEach(() => {
  app.store.setState(({ experiments }) => ({
    experiments: {
      ...experiments,
      running: { kind: 'twins' },
      twins: ['left', 'right', 'both'].map(run),
      runs: [run('0.0')],
    },
  }));
});

/** How many of a component's selections another state changes. */
function changes(component: ReactNode, list: 'twins' | 'runs'): number {
  selectors.length = 0;
  renderToString(<AppContext value={app}>{component}</AppContext>);
  const state = () => app.store.getState();
  const before = selectors.map((select) => select(state()));
  app.store.setState(({ experiments }) => ({
    experiments: {
      ...experiments,
      [list]: experiments[list].map((view) => ({ ...view, step: view.step + 1 })),
    },
  }));
  return selectors.filter((select, i) => !Object.is(select(state()), before[i])).length;
}

it('draws nothing but a plan’s own progress anew when its runs go on', () => {
  expect(changes(<ExperimentsPage />, 'runs')).toBe(0);
});

it('draws neither the sweep’s form nor the grammar anew when the three models go on', () => {
  expect(changes(<Sweep />, 'twins')).toBe(0);
  expect(changes(<GrammarEditor />, 'twins')).toBe(0);
  expect(changes(<TwinColumns />, 'twins')).toBe(1);
  expect(changes(<ExamCurves />, 'twins')).toBe(1);
  // The page itself does not: what changes is in these two.
  expect(changes(<ExperimentsPage />, 'twins')).toBe(2);
});

it('offers to train three models on that were stopped before their end', () => {
  const step = (patch: object) =>
    app.store.setState(({ experiments }) => ({
      experiments: {
        ...experiments,
        running: undefined,
        twins: experiments.twins.map((view) => ({ ...view, ...patch })),
      },
    }));
  const offers = () =>
    renderToString(
      <AppContext value={app}>
        <ExperimentsPage />
      </AppContext>,
    ).includes('>Go on<');
  expect(offers()).toBe(false); // they train
  step({});
  expect(offers()).toBe(false); // they have not begun
  step({ step: 7 });
  expect(offers()).toBe(true);
  step({ result: {} });
  expect(offers()).toBe(false);
});
