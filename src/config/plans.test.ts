import { describe, expect, it } from 'vitest';
import { EXPERIMENT_SETTINGS } from './experiments';
import { PAPERS } from './papers';
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
