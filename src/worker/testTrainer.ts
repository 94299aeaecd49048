import { vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { storeEncoded } from '../dataset/encodedBlobs';
import { prepareText } from '../dataset/prepare';
import type { Look } from '../protocol/look';
import type { TrainerEvent, TrainerRequest } from '../protocol/trainer';
import { resetWorld } from './testEngines';
import { resetWire, until, wire } from './testPort';

export const settings: Settings = {
  ...DEFAULT_SETTINGS,
  ...{ backend: 'wasm', hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 2 },
  ...{ numAttentionHeads: 2, maxPositionEmbeddings: 16, batchSize: 2, maxSteps: 8 },
};
const TEXT = Array.from({ length: 40 }, (_, i) => `Cat ${i % 7} sat on mat ${i % 5}.`).join(' ');

const prepared = await prepareText(TEXT, settings);
const { vocabulary } = prepared;
const stored = storeEncoded(prepared);
export const vocabSize = vocabulary.tokens.length;

let runId = 0;
/**
 * The trainer as the page has it, on engines that only count. The test file stands `testPort.ts` for the port and
 * `testEngines.ts` for the engines.
 */
export async function startTrainer() {
  resetWire();
  resetWorld();
  await import('./trainer'); // anew after `vi.resetModules`, else the one that runs already
  const ask = (request: TrainerRequest) => wire.ask(request);
  const events = () => wire.events as unknown as readonly TrainerEvent[];
  /** Events of a type, of the newest run or another */
  const said = <T extends TrainerEvent['type']>(type: T, of = runId) =>
    events().filter(
      (e): e is Extract<TrainerEvent, { type: T }> => e.type === type && e.runId === of,
    );
  const load = (
    changed: Partial<Settings> = {},
    rest: Partial<Extract<TrainerRequest, { type: 'load' }>> = {},
  ) => {
    ask({
      ...{ type: 'load', runId: ++runId, settings: { ...settings, ...changed }, vocabSize, stored },
      ...{ byHand: Uint32Array.of(), language: undefined, ...rest },
    });
    return runId;
  };
  const loaded = async (...what: Parameters<typeof load>) => {
    load(...what);
    await until(() => said('loaded').length === 1);
    return runId;
  };
  const tell = (type: 'train' | 'pause' | 'step' | 'keep', of = runId) => ask({ type, runId: of });
  const states = (of?: number) => said('state', of).map(({ state }) => state);
  const ended = () => until(() => ['done', 'paused'].includes(states().at(-1)!));
  const transferOf = (event: object) => wire.transfers[wire.events.indexOf(event as never)]!;
  /** Lets the time pass in which an engine may say why a step failed; `setTimeout` is faked. */
  const passGrace = async (ms = 1000) => {
    for (let passed = 0; passed < ms; passed += 100) {
      await settle();
      await vi.advanceTimersByTimeAsync(100);
    }
    await settle();
  };
  /** Waits until nothing more is to be expected: everything here is done within macrotasks. */
  const settle = async () => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...{ ask, events, said, load, loaded, tell, states, ended },
    ...{ transferOf, settle, passGrace },
  };
}
export type Trainer = Awaited<ReturnType<typeof startTrainer>>;

export const LOOK: Look = { requestId: 4, inputIds: Int32Array.of(2, 9, 4, 11, 3), blanks: [2] };
