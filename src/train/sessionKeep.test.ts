import { describe, expect, it } from 'vitest';
import { LOOK, testSession } from './testSession';

describe('a session is kept', () => {
  it('while it trains, as of one step, with the exam and the curve of that step', async () => {
    const t = testSession({ maxSteps: 2000 });
    const running = t.session.start();
    await t.reach(7);
    const kept = (await t.session.keep())!;
    const { step } = kept.state;
    expect(t.states).toEqual(['running']);
    expect(step).toBeGreaterThanOrEqual(7);
    expect(kept.result.losses).toEqual(Float32Array.of(2, 2, 2, 2));
    expect(kept.settings).toEqual(t.settings);
    expect(t.points().map((p) => p.step)).toContain(step);
    expect(t.evals().map((e) => e.step)).toContain(step);
    t.session.pause();
    await running;
    // Nothing was asked twice, or lost on the way.
    expect(t.at('exam').filter((at) => at === step)).toHaveLength(1);
    const steps = t.points().map((p) => p.step);
    expect(steps).toEqual(Array.from({ length: t.model.step }, (_, i) => i + 1));
  });

  it('where it was asked for as the run ended', async () => {
    const t = testSession({ maxSteps: 3 });
    const running = t.session.start();
    await t.reach(3);
    t.session.pause();
    const keeping = t.session.keep();
    await running;
    expect((await keeping)!.state.step).toBe(3);
    expect(t.at('exam')).toEqual([0, 3]);
  });

  it('with what it was trained with, whatever was set for the next run meanwhile', async () => {
    const t = testSession({ maxSteps: 20 });
    await t.session.start();
    const sittings = t.at('exam').length;
    t.session.update({ ...t.settings, context: 'left', mlmProbability: 0.6 });
    const kept = await t.session.keep();
    expect(kept?.settings).toEqual(t.settings);
    expect(kept?.changed).toEqual([]);
    expect(t.at('exam')).toHaveLength(sittings); // the exam of the last step stands
    expect(t.evals().every(({ context }) => context === 'both')).toBe(true);
  });

  it('before its first step, with the settings as they now are', async () => {
    const t = testSession({ maxSteps: 20 });
    t.session.update({ ...t.settings, context: 'left' });
    const kept = (await t.session.keep())!;
    expect(kept.state.step).toBe(0);
    expect([kept.settings.context, kept.changed]).toEqual(['left', []]);
    expect(t.evals()).toMatchObject([{ step: 0, context: 'left' }]);
  });

  it('at rest, without a second exam where the model has not moved', async () => {
    const t = testSession({ maxSteps: 50 });
    await t.session.start();
    const sittings = t.at('exam').length;
    const [a, b] = await Promise.all([t.session.keep(), t.session.keep()]);
    expect([a?.state.step, b?.state.step]).toEqual([50, 50]);
    expect(t.at('exam')).toHaveLength(sittings);
    t.session.update({ ...t.settings, maxSteps: 60 });
    // Changed and changed back before a step is no change.
    t.session.update({ ...t.settings, maxSteps: 60, learningRate: 0.5 });
    t.session.update({ ...t.settings, maxSteps: 60 });
    await t.session.step();
    const last = await t.session.keep();
    expect(last?.state.step).toBe(51);
    expect([a?.changed, last?.changed]).toEqual([[], ['maxSteps']]);
  });

  it('with the settings that were changed since it was opened, its own among them', async () => {
    const t = testSession({ maxSteps: 20 }, { step: 5 });
    t.session.update({ ...t.settings, weightDecay: 0.5 }); // of a kept run: it had another until now
    await t.session.step();
    expect((await t.session.keep())!.changed).toEqual(['weightDecay']);
  });

  it('only where the loss of its exam is a number', async () => {
    const t = testSession({ maxSteps: 5 }, { examLoss: (step) => (step === 5 ? Number.NaN : 2) });
    await t.session.start();
    expect(await t.session.keep()).toBeUndefined();
    expect(t.at('read')).toEqual([]);
  });

  it('not as it was before a loss that was not a number took it back', async () => {
    const t = testSession({ maxSteps: 50 }, { losses: (step) => (step === 7 ? Number.NaN : 1) });
    await t.session.start();
    const kept = (await t.session.keep())!;
    expect(kept.state.step).toBe(t.model.step);
    expect(t.at('exam').at(-1)).toBe(t.model.step);
  });

  it('or not, and goes on: reading its numbers may fail', async () => {
    const t = testSession({ maxSteps: 5 });
    const { read } = t.model;
    const full = new Error('out of memory');
    t.model.read = () => Promise.reject(full);
    await expect(t.session.keep()).rejects.toBe(full);
    t.model.read = read;
    await t.session.start();
    expect((await t.session.keep())!.state.step).toBe(5);
  });
});

describe('a session is disposed of', () => {
  it('only after the work under way', async () => {
    const t = testSession({ maxSteps: 1000 });
    void t.session.start();
    await t.reach(1);
    void t.session.look(LOOK); // nobody waits for it any more
    await t.session.dispose();
    expect(t.log.at(-1)).toBe('dispose');
    expect(t.views).toEqual([]);
    const after = t.model.step;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(t.model.step).toBe(after);
  });
});

describe('a session whose step failed', () => {
  const lost = new Error('the device is lost');
  const failed = async () => {
    const t = testSession(
      { maxSteps: 1000 },
      {
        losses: (step) => {
          if (step === 5) throw lost;
          return 1;
        },
      },
    );
    await expect(t.session.start()).rejects.toBe(lost);
    return t;
  };

  it('frees its model all the same, and once', async () => {
    const t = await failed();
    await t.session.dispose();
    expect(t.log.filter((line) => line === 'dispose')).toHaveLength(1);
  });

  it('tells all who ask of it why, and does nothing more', async () => {
    const t = await failed();
    const { step } = t.model;
    await expect(t.session.start()).rejects.toBe(lost);
    await expect(t.session.step()).rejects.toBe(lost);
    await expect(t.session.look(LOOK)).rejects.toBe(lost);
    await expect(t.session.keep()).rejects.toBe(lost);
    expect(t.model.step).toBe(step);
    expect(t.views).toHaveLength(0);
  });

  it('tells who waited for it meanwhile', async () => {
    const t = testSession(
      { maxSteps: 1000 },
      {
        losses: () => {
          throw lost;
        },
      },
    );
    const running = t.session.start();
    const keeping = t.session.keep();
    const looking = t.session.look(LOOK);
    await Promise.all([running, keeping, looking].map((one) => expect(one).rejects.toBe(lost)));
  });
});
