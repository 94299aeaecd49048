import { DEFAULT_SETTINGS, type Settings } from '../../src/config/settings';
import { LOOK_EVERY_MS, LOOK_SHARE } from '../../src/store/playground/watch';
import { createSession } from '../../src/train/session';
import { median } from '../rounds';
import { type Size, STEP_OPTIONS, syntheticBatches } from '../sizes';
import { type ClozeBackend, createModel, startClozeEngine } from './contenders/cloze';

export interface LookCost {
  /** Steps a second while nobody looks, and while the page looks as often as it does by default */
  readonly without: number;
  readonly with: number;
  /** Share of the speed that is lost: median over pairs of neighbouring windows */
  readonly lost: number;
  readonly looksPerSecond: number;
  /** ms, median */
  readonly lookMilliseconds: number;
}

/**
 * What watching costs. One real session (src/train/session.ts) trains throughout; in every other window of `seconds`
 * the page looks at a sentence with all its attention maps.
 */
export async function measureLooks(input: {
  backend: ClozeBackend;
  size: Size;
  pairs: number;
  seconds: number;
}): Promise<LookCost> {
  const { size, pairs, seconds } = input;
  const engine = await startClozeEngine(input.backend);
  const model = await createModel(engine, size);
  const batches = syntheticBatches(size);
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...STEP_OPTIONS,
    vocabSize: size.V,
    hiddenSize: size.D,
    numHiddenLayers: size.L,
    numAttentionHeads: size.H,
    intermediateSize: size.F,
    maxPositionEmbeddings: size.T,
    batchSize: size.B,
    maxSteps: 1_000_000, // so that the exam is taken only once, before the first step
  };
  const first = batches[0]!;
  const request = {
    requestId: 1,
    inputIds: first.inputIds.slice(0, size.T),
    blanks: Array.from(first.positions).filter((place) => place < size.T),
  };

  const times: number[] = [];
  let looking = false;
  let onChunk: (() => void) | undefined;
  const session = createSession({
    model,
    settings,
    batches: { at: (step) => batches[step % batches.length]!, asksNothing: () => false },
    exam: {
      ...{
        batches: [],
        blanks: 0,
        sentences: 0,
        share: 0,
        knowsNothing: 0,
        knowsFrequencies: 0,
        mostFrequentAccuracy: 0,
      },
      ...{ groups: new Uint32Array(0), vocabSize: 0 },
    },
    events: {
      onState: () => {},
      onMetrics: () => {},
      onProblem: ({ what }) => console.error(what),
      onView: ({ milliseconds }) => {
        times.push(milliseconds);
        const wait = Math.max(LOOK_EVERY_MS, LOOK_SHARE * milliseconds);
        setTimeout(() => looking && void session.look(request), wait);
      },
    },
    pause: async () => {
      onChunk?.();
      await new Promise((resolve) => setTimeout(resolve)); // a new task, to let timers run
    },
  });

  /** Steps a second from the end of one chunk to the end of another, at least `seconds` later. */
  const speed = () =>
    new Promise<number>((resolve) => {
      let start: { at: number; step: number } | undefined;
      onChunk = () => {
        const at = performance.now();
        start ??= { at, step: model.step };
        if (at - start.at < 1000 * seconds) return;
        onChunk = undefined;
        resolve((model.step - start.step) / ((at - start.at) / 1000));
      };
    });

  await session.look(request); // answered, since training rests; compiles what a look needs
  void session.start();
  await speed(); // Warm
  times.length = 0;
  const speeds = { with: [] as number[], without: [] as number[] };
  for (let pair = 0; pair < pairs; pair++) {
    // The order alternates, so that a machine that slows down affects both alike.
    for (const which of pair % 2
      ? (['with', 'without'] as const)
      : (['without', 'with'] as const)) {
      looking = which === 'with';
      if (looking) void session.look(request);
      speeds[which].push(await speed());
    }
  }
  looking = false;
  void session.dispose();
  return {
    without: median(speeds.without),
    with: median(speeds.with),
    lost: median(speeds.without.map((alone, i) => 1 - speeds.with[i]! / alone)),
    looksPerSecond: times.length / (pairs * seconds),
    lookMilliseconds: median(times),
  };
}
