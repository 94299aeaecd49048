import type { SelfTestGolden } from '../model/golden';
import { parameterLayout } from '../model/layout';
import golden from '../model/selfTest.golden.json';
import type { Engine } from './engine';
import { flatten, goldenBatch } from './goldenBatch';

/** float32 rounding was seen to stay below 1e-5; a broken kernel is off by far more. */
export const SELF_TEST_TOLERANCE = 1e-3;

/**
 * One forward and backward pass of a very small BERT against numbers made by PyTorch. Returns the
 * largest error, relative to the size of what is compared. Throws where it passes the tolerance.
 */
export async function selfTest(engine: Engine): Promise<number> {
  const expected = golden as unknown as SelfTestGolden;
  const config = { ...expected.config, initializerRange: 0.02 };
  const layout = parameterLayout(config);
  const { loss, gradients } = await engine.gradients(
    config,
    flatten(expected.params, layout),
    goldenBatch(expected.batch),
    { context: 'both' },
  );
  let worst = Math.abs(loss - expected.loss) / expected.loss;
  const total = Math.hypot(...Object.values(expected.grads).map((g) => g.norm));
  for (const { name, offset, size } of layout.groups.flatMap((g) => g.members)) {
    const values = gradients.subarray(offset, offset + size);
    const { norm, first } = expected.grads[name]!;
    worst = Math.max(worst, Math.abs(Math.hypot(...values) - norm) / total);
    first.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(values[i]! - value) / total);
    });
  }
  if (!(worst <= SELF_TEST_TOLERANCE)) {
    throw new Error(
      `it computes wrong numbers: off by ${worst.toPrecision(2)} in a test whose answer is known`,
    );
  }
  return worst;
}
