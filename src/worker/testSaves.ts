import type { TrainingState } from '../base/trainingState';
import type { FoundUnderWay, UnderWaySave } from '../storage/runsUnderWay';
import type { STORAGE } from './runSaves';

type Runs = ReadonlyMap<string, { readonly group: string; readonly save: UnderWaySave }>;

/**
 * Stands for the browser's storage of runs under way: in memory, with only the newest save of each.
 *
 * @param before what is there already, as it was when a page ended
 */
export function memoryStorage(before?: {
  readonly states: ReadonlyMap<string, TrainingState>;
  readonly runs: Runs;
}) {
  const states = new Map(before?.states);
  const runs = new Map(before?.runs);
  const world = {
    /** What the next writes fail with */
    refusal: undefined as DOMException | undefined,
    /** Steps of the saves that were put, in order */
    puts: [] as number[],
    onPut: () => {},
  };
  const storage: typeof STORAGE = {
    async write(owner, state) {
      if (world.refusal) throw world.refusal;
      const key = `${owner}:${state.step}:${states.size}`;
      states.set(key, structuredClone(state));
      return { ref: { key, step: state.step, checksum: 0, bytes: 0 }, milliseconds: 0 };
    },
    async put(name, group, save) {
      runs.delete(name); // the newest is the last
      runs.set(name, structuredClone({ group, save }));
      world.puts.push(save.step);
      world.onPut();
    },
    async read(name): Promise<FoundUnderWay | undefined> {
      const save = runs.get(name)?.save;
      const state = save && states.get(save.state.key);
      return save && state && { save, state, aside: save.aside && states.get(save.aside.key) };
    },
    names: async (group) =>
      [...runs].flatMap(([name, run]) => (run.group === group ? name : [])).reverse(),
    async forget(of) {
      for (const [name, { group }] of runs) {
        if ('name' in of ? name === of.name : group === of.group) runs.delete(name);
      }
    },
    sweep: async () => {},
  };
  return { storage, states, runs, world };
}
