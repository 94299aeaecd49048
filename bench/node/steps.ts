import { startWebGPUEngine } from '../../src/engine/webgpu/engine';
import { stepFlops } from '../../src/model/flops';
import { createModel } from '../browser/contenders/cloze';
import { type Peak, preparePeak, requestDevice } from '../matmulPeak';
import { createRounds, median, repeatRounds } from '../rounds';
import { type Size, STEP_OPTIONS, syntheticBatches } from '../sizes';

export interface NodeStep {
  readonly name: string;
  /** ms a step */
  readonly wall: number;
  readonly js: number;
  /** s, from the engine's start to the first loss */
  readonly firstStep: number;
  readonly flops: number;
}

export interface NodeResult {
  readonly peak: Peak;
  readonly steps: readonly NodeStep[];
}

/** Measures the compiled step in this process, which has `navigator.gpu` (scripts/dawnGlobals.mjs). */
export async function measureNode(input: {
  sizes: readonly Size[];
  rounds: number;
}): Promise<NodeResult> {
  const timePeak = await preparePeak(await requestDevice(navigator.gpu));
  let peak = await timePeak();
  const peakAgain = async () => {
    const again = await timePeak();
    if (again.gflops > peak.gflops) peak = again;
  };
  const steps: NodeStep[] = [];
  for (const size of input.sizes) {
    console.error(`bench: ${size.name} over Dawn …`);
    const began = performance.now();
    const engine = await startWebGPUEngine();
    const model = await createModel(engine, size);
    const round = createRounds(
      {
        device: engine.device,
        step: (batch) => model.train(batch, STEP_OPTIONS),
        sync: async () => (await model.statistics()).losses.at(-1) ?? Number.NaN,
      },
      syntheticBatches(size),
    );
    await round(1);
    const firstStep = (performance.now() - began) / 1000;
    const { rounds } = await repeatRounds(round, input.rounds, peakAgain);
    await peakAgain();
    model.dispose();
    steps.push({
      name: size.name,
      wall: median(rounds.map(({ wall }) => wall)),
      js: median(rounds.flatMap(({ js }) => js)),
      firstStep,
      flops: stepFlops(size),
    });
  }
  return { peak, steps };
}
