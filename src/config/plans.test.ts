import { describe, expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS } from './experiments';
import { PAPERS, planOf } from './papers';
import { checkSettings } from './settings';
import { SWEEPABLE } from './sweeps';

const plans = [
  ...PAPERS.map(({ id, arms }) => ({ name: id, arms })),
  ...Object.entries(SWEEPABLE).map(([name, { arms }]) => ({ name, arms })),
];

describe.each(plans)('$name', ({ arms }) => {
  it('compares settings that hold together, each with a name of its own', () => {
    for (const { settings } of arms) checkSettings({ ...EXPERIMENT_SETTINGS, ...settings });
    expect(new Set(arms.map(({ label }) => label)).size).toBe(arms.length);
    expect(new Set(arms.map(({ label: _, ...rest }) => JSON.stringify(rest))).size).toBe(
      arms.length,
    );
  });
});

it('goes through the sentences oftener than there are sets of masks to tell apart', () => {
  const { arms, maxSteps } = PAPERS.find(({ id }) => id === 'dynamic')!;
  const epochs = (maxSteps * EXPERIMENT_SETTINGS.batchSize) / arms[0]!.sentences!;
  const sets = Math.max(...arms.map(({ settings }) => settings.dupeFactor ?? 0));
  expect(epochs).toBeGreaterThan(2 * sets);
});

it.each(PAPERS)(
  '$id has as many published figures as arms that were published',
  ({ published, arms }) => {
    for (const { figures } of published) {
      expect(figures.length).toBeGreaterThanOrEqual(2);
      expect(figures.length).toBeLessThanOrEqual(arms.length);
    }
  },
);

it.each(PAPERS)('$id keeps to the form that results are kept under', (paper) => {
  expect(Object.keys(planOf(paper))).toEqual(['arms', 'metric', 'language', 'seeds', 'maxSteps']);
});

it.each(PAPERS)('$id asks, and compares its first two arms', ({ title, names, control, arms }) => {
  expect(title).toMatch(/\?$/);
  expect(names[0]).not.toBe(names[1]);
  const labels = arms.map(({ label }) => label);
  expect(labels.indexOf(control ?? labels.at(-1)!)).toBe(labels.length - 1);
});
