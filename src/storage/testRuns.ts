import { key, uniformAt } from '../base/random';
import type { TrainingState } from '../base/trainingState';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import type { KeptRun } from './keptRun';
import type { RunShelf } from './runShelf';

const BLANKS = 60;

/** A run of `share` right answers with these settings; the same every time. */
export function savedRun(
  id: string,
  {
    settings = {},
    share = 0.5,
    ...rest
  }: Partial<Omit<KeptRun, 'settings'>> & {
    settings?: Partial<Settings>;
    share?: number;
  } = {},
): KeptRun {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const right = Uint8Array.from({ length: BLANKS }, (_, i) => Number(uniformAt(key(7), i) < share));
  const losses = Float32Array.from(right, (r, i) => (r ? 0.4 : 2.6) + uniformAt(key(8), i));
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((a, b) => a + b, 0) / BLANKS;
  const exam = {
    ...{ id: 'exam', blanks: BLANKS, losses, right, loss: mean(losses), accuracy: mean(right) },
    groups: Uint32Array.from({ length: BLANKS }, (_, i) => i),
    ...{ knowsNothing: 5, knowsFrequencies: 4 },
  };
  return {
    id,
    name: id,
    savedAt: 1000,
    text: { name: 'Text', builtIn: undefined, characters: 9, hash: 1 },
    settings: all,
    vocabulary: { tokens: ['[PAD]', 'a'], doLowerCase: true, stripAccents: false },
    backend: { name: 'wasm', device: 'SIMD' },
    curves: { train: [], evals: [{ step: 0, loss: 5, accuracy: 0, context: 'both' }] },
    step: 10,
    exam,
    bytes: 36,
    ...rest,
  };
}

export const stateOf = (step: number): TrainingState => ({
  parameters: Float32Array.of(1, 2, step),
  firstMoment: Float32Array.of(3, 4, step),
  secondMoment: Float32Array.of(5, 6, step),
  step,
});

/** A shelf in memory that holds `room` runs at most, and refuses everything once `broken`. */
export function memoryShelf({ room = Number.POSITIVE_INFINITY, broken = false } = {}) {
  const runs = new Map<string, KeptRun>();
  const states = new Map<string, TrainingState>();
  const control = { room, broken };
  const guard = async () => {
    if (control.broken) throw new DOMException('no storage here', 'InvalidStateError');
  };
  const shelf: RunShelf = {
    async list() {
      await guard();
      return [...runs.values()];
    },
    async state(id) {
      await guard();
      return states.get(id);
    },
    async put(run, state) {
      await guard();
      if (runs.size >= control.room) throw new DOMException('full', 'QuotaExceededError');
      runs.set(run.id, run);
      states.set(run.id, structuredClone(state));
    },
    async describe(run) {
      await guard();
      if (!runs.has(run.id)) return false;
      runs.set(run.id, run);
      return true;
    },
    async remove(id) {
      await guard();
      runs.delete(id);
      states.delete(id);
    },
  };
  return { shelf, control };
}
