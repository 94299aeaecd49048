import { describe, expect, it } from 'vitest';
import { isRecording } from '../config/moments';
import type { View } from '../protocol/look';
import { LOOK, testSession } from './testSession';

describe('looks', () => {
  it('are answered at rest, and between steps; the newest wins', async () => {
    const t = testSession({ maxSteps: 40 });
    await t.session.look(LOOK);
    expect(t.views.map((v) => v.step)).toEqual([0]);
    const running = t.session.start();
    t.session.look({ ...LOOK, requestId: 2 });
    t.session.look({ ...LOOK, requestId: 3 });
    await running;
    expect(t.views.map((v) => v.requestId)).toEqual([1, 3]);
    expect(t.views[1]!.guesses[0]).toHaveLength(5);
    expect(t.views[1]!.attentions).toHaveLength(2 * 4 * 4 * 4);
  });

  it('are answered while it trains, not only at its end', async () => {
    const t = testSession({ maxSteps: 1000 });
    const running = t.session.start();
    await t.reach(5);
    await Promise.race([t.session.look(LOOK), t.reach(800)]);
    while (t.views.length === 0) await t.reach(t.model.step + 1);
    expect(t.session.state).toBe('running');
    t.session.pause();
    await running;
    expect(t.views).toHaveLength(1);
  });

  it('are answered after a step that they waited for', async () => {
    const t = testSession();
    const stepping = t.session.step();
    await Promise.all([stepping, t.session.look(LOOK)]);
    expect(t.views.map(({ step }) => step)).toEqual([1]);
  });

  it('are told what the model could see then, whatever is set later', async () => {
    const t = testSession({ maxSteps: 40 });
    await t.session.look(LOOK);
    t.session.update({ ...t.settings, context: 'left' });
    await t.session.look({ ...LOOK, requestId: 2 });
    expect(t.views.map((v) => v.context)).toEqual(['both', 'left']);
  });

  it('have the exact answer beside where the language is known', async () => {
    const posterior = () => [new Float64Array(100).fill(0.01)];
    const t = testSession({}, { truth: { posterior } });
    await t.session.look(LOOK);
    expect(t.views[0]!.exact![0]!.divergence).toBeCloseTo(0, 6);
  });
});

describe('several sentences are read', () => {
  const three = [LOOK, { ...LOOK, inputIds: Int32Array.of(2, 4, 3), blanks: [1] }, LOOK];

  it('at one step, while it trains', async () => {
    const t = testSession({ maxSteps: 1000 });
    const running = t.session.start();
    await t.reach(5);
    const readings = await t.session.readAll(three);
    expect(t.session.state).toBe('running');
    expect(readings).toHaveLength(3);
    expect(new Set(readings.map(({ step }) => step)).size).toBe(1);
    expect(readings[0]!.step).toBeGreaterThanOrEqual(5);
    t.session.pause();
    await running;
  });

  it('and leave the sentence that is watched as it was', async () => {
    const t = testSession({ maxSteps: 40 });
    await t.session.look({ ...LOOK, requestId: 7, record: true });
    expect((await t.session.readAll(three)).map(({ step }) => step)).toEqual([0, 0, 0]);
    await t.session.start();
    expect(t.views.every(({ requestId }) => requestId === 7)).toBe(true);
    expect(t.views.length).toBeGreaterThan(3);
  });

  it('with their maps where these are asked for', async () => {
    const t = testSession({ maxSteps: 1 });
    const [plain, mapped] = await t.session.readAll([LOOK, { ...LOOK, maps: true }]);
    expect(plain).not.toHaveProperty('maps');
    const T = LOOK.inputIds.length;
    expect(mapped!.maps).toMatchObject({ length: T });
    const { layers, heads, attentions } = mapped!.maps!;
    expect(attentions).toHaveLength(layers * heads * T * T);
  });

  it('or not, where one is too long, and the run goes on', async () => {
    const t = testSession({ maxSteps: 5 });
    const long = { ...LOOK, inputIds: new Int32Array(999) };
    await expect(t.session.readAll([LOOK, long])).rejects.toThrow('999 tokens');
    await t.session.start();
    expect(t.model.step).toBe(5);
  });
});

describe('the watched sentence is recorded', () => {
  const watched = { ...LOOK, record: true };
  const recorded = (views: readonly View[]) => views.filter((v) => v.recorded).map((v) => v.step);
  const chosen = (from: number, to: number, maxSteps: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((step) =>
      isRecording(step, maxSteps),
    );

  it('at the chosen steps from 0 to the end, each once', async () => {
    const t = testSession({ maxSteps: 400 });
    await t.session.look(watched);
    await t.session.start();
    expect(recorded(t.views)).toEqual(chosen(0, 400, 400));
    expect(t.views.every((v) => v.requestId === 1)).toBe(true);
  });

  it('at the same steps however it was paused, stepped and prolonged', async () => {
    const t = testSession({ maxSteps: 100 });
    await t.session.look(watched);
    for (let i = 0; i < 7; i++) await t.session.step();
    const running = t.session.start();
    await t.reach(30);
    t.session.pause();
    await running;
    await t.session.look({ ...watched, requestId: 2 });
    await t.session.start();
    expect([...new Set(recorded(t.views))]).toEqual(chosen(0, 100, 100));
    const before = t.views.length;
    t.session.update({ ...t.settings, maxSteps: 300 });
    await t.session.start();
    expect(recorded(t.views.slice(before))).toEqual(chosen(101, 300, 300));
  });

  it('before the first step also where it is chosen only then', async () => {
    const t = testSession({ maxSteps: 20 });
    const running = t.session.start();
    t.session.look(watched);
    await running;
    expect(recorded(t.views)).toEqual(chosen(0, 20, 20));
  });

  it('as it now is, from where the sentence was changed', async () => {
    const t = testSession({ maxSteps: 100 });
    await t.session.look(watched);
    const running = t.session.start();
    await t.reach(40);
    t.session.look({ ...watched, requestId: 2, inputIds: Int32Array.of(2, 4, 3), blanks: [1] });
    await running;
    const after = t.views.filter((v) => v.requestId === 2);
    expect(after.every((v) => v.length === 3)).toBe(true);
    expect(recorded(after)).toEqual(chosen(recorded(after)[0]!, 100, 100));
    expect(recorded(after)[0]).toBeLessThanOrEqual(50);
  });

  it('again where a loss that was not a number took it back', async () => {
    let broken = true;
    const losses = (step: number) => (broken && step === 21 ? Number.NaN : 1);
    const t = testSession({ maxSteps: 60 }, { losses });
    await t.session.look(watched);
    await t.session.start();
    const back = t.model.step;
    expect(back).toBeLessThan(21);
    broken = false;
    const before = t.views.length;
    await t.session.start();
    expect(recorded(t.views.slice(before))).toEqual(chosen(back + 1, 60, 60));
  });

  it('only where that was asked for', async () => {
    const t = testSession({ maxSteps: 40 });
    await t.session.look(LOOK);
    await t.session.start();
    expect(t.views.map((v) => [v.step, v.recorded])).toEqual([[0, false]]);
  });

  it('not by a look at another sentence, though one is recorded', async () => {
    const t = testSession({ maxSteps: 3 });
    await t.session.look(watched);
    await t.session.look({ ...LOOK, requestId: 2 });
    await t.session.start();
    expect(t.views.map((v) => [v.requestId, v.step, v.recorded])).toEqual([
      [1, 0, true],
      [2, 0, false],
      [1, 1, true],
      [1, 2, true],
      [1, 3, true],
    ]);
  });

  it('also at a step where another sentence was looked at first', async () => {
    const t = testSession();
    await t.session.look(watched);
    const stepping = t.session.step();
    await Promise.all([stepping, t.session.look({ ...LOOK, requestId: 2 })]);
    expect(t.views.map((v) => [v.requestId, v.step, v.recorded])).toEqual([
      [1, 0, true],
      [2, 1, false],
      [1, 1, true],
    ]);
  });
});
