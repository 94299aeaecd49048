import { describe, expect, it, vi } from 'vitest';
import type { Settings } from '../config/settings';
import { createRuns } from './keptRuns';
import { memoryShelf, savedRun, stateOf } from './testRuns';

describe('runs that are kept', () => {
  it('are listed newest first, by their last description, and keep their weights', async () => {
    const { shelf } = memoryShelf();
    const runs = createRuns(shelf, () => {});
    expect(await runs.put(savedRun('old', { savedAt: 1 }), stateOf(1))).toBe('stored');
    expect(await runs.put(savedRun('new', { savedAt: 2 }), stateOf(2))).toBe('stored');
    expect(await runs.describe(savedRun('old', { savedAt: 1, name: 'Older' }))).toBe('written');
    const { runs: list, held } = await runs.list();
    expect(list.map(({ name }) => name)).toEqual(['new', 'Older']);
    expect(held.size).toBe(0);
    expect(await runs.state('old')).toEqual(stateOf(1));
    expect(await runs.remove('old')).toBe(true);
    expect((await runs.list()).runs).toHaveLength(1);
    expect(await runs.state('old')).toBeUndefined();
    // Another visit finds what is left.
    expect((await createRuns(shelf, () => {}).list()).runs.map(({ id }) => id)).toEqual(['new']);
  });

  it('from before a setting was there have its default', async () => {
    const { shelf } = memoryShelf();
    const { loadBestModelAtEnd: _, ...older } = savedRun('a').settings;
    await shelf.put({ ...savedRun('a'), settings: older as Settings }, stateOf(1));
    const { runs } = await createRuns(shelf, () => {}).list();
    expect(runs[0]!.settings).toEqual(savedRun('a').settings);
  });

  it('that there is no room for last as long as the page; the others stay', async () => {
    const { shelf, control } = memoryShelf({ room: 1 });
    const runs = createRuns(shelf, () => {});
    await runs.put(savedRun('a', { savedAt: 1 }), stateOf(1));
    expect(await runs.put(savedRun('b', { savedAt: 2 }), stateOf(2))).toBe('no room');
    const { runs: list, held } = await runs.list();
    expect(list.map(({ id }) => id)).toEqual(['b', 'a']);
    expect([...held]).toEqual(['b']);
    expect(await runs.state('b')).toEqual(stateOf(2));
    expect(await runs.describe(savedRun('b', { savedAt: 2, name: 'B' }))).toBe('written');
    expect((await runs.list()).runs[0]!.name).toBe('B');
    // With room again it can be put where it lasts.
    control.room = 2;
    expect(await runs.put(savedRun('b', { savedAt: 2 }), stateOf(2))).toBe('stored');
    expect((await runs.list()).held.size).toBe(0);
    expect((await runs.list()).runs).toHaveLength(2);
  });

  it('that another tab has deleted do not come back without their weights', async () => {
    const { shelf } = memoryShelf();
    const [here, there] = [createRuns(shelf, () => {}), createRuns(shelf, () => {})];
    await here.put(savedRun('a'), stateOf(1));
    await there.remove('a');
    expect(await here.describe(savedRun('a', { name: 'A' }))).toBe('gone');
    expect((await here.list()).runs).toEqual([]);
  });

  it('work without storage, and say what could not be written', async () => {
    const { shelf, control } = memoryShelf();
    const runs = createRuns(shelf, () => {});
    await runs.put(savedRun('a'), stateOf(1));
    control.broken = true;
    expect(await runs.put(savedRun('b'), stateOf(2))).toBe('no storage');
    expect((await runs.list()).runs.map(({ id }) => id)).toEqual(['b']);
    expect(await runs.describe(savedRun('a', { name: 'A' }))).toBe('refused');
    expect(await runs.remove('a')).toBe(false);
    expect(await runs.state('a')).toBeUndefined();
    expect(await runs.remove('b')).toBe(true);
  });

  it('have the browser asked once not to clear them, at the first that is stored', async () => {
    const { shelf, control } = memoryShelf({ broken: true });
    const persist = vi.fn();
    const runs = createRuns(shelf, persist);
    await runs.list();
    await runs.put(savedRun('a'), stateOf(1));
    expect(persist).not.toHaveBeenCalled();
    control.broken = false;
    await runs.put(savedRun('b'), stateOf(1));
    await runs.put(savedRun('c'), stateOf(1));
    expect(persist).toHaveBeenCalledTimes(1);
  });
});
