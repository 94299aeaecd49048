import { expect, it } from 'vitest';
import { CONTEXTS } from '../config/settings';
import { flatten } from '../engine/goldenBatch';
import golden from './bert.golden.json';
import { type BertGolden, decodeTensor } from './golden';
import { hiddenStates } from './hiddenStates';
import { parameterLayout } from './layout';
import { maskedLogits } from './maskedLogits';

const expected = golden as unknown as BertGolden;
const config = { ...expected.config, initializerRange: 0.02 };
const parameters = flatten(expected.params, parameterLayout(config));

it.each(CONTEXTS)('and the head on them give PyTorch’s logits, context %s', (context) => {
  const { inputIds, attentionMask, blankRows } = expected.batch;
  const T = inputIds[0]!.length;
  const theirs = decodeTensor(expected.contexts[context].logits).data;
  let compared = 0;
  blankRows.forEach((row, m) => {
    const b = Math.floor(row / T);
    if (expected.batch.tokenTypeIds[b]!.some(Boolean)) return; // sentences here are of one segment
    const length = attentionMask[b]!.reduce((x, y) => x + y, 0);
    const hidden = hiddenStates(config, parameters, inputIds[b]!.slice(0, length), context);
    const place = row % T;
    // Beside another place, so that rows are told apart.
    const both = maskedLogits(config, parameters, hidden, [0, place]);
    const mine = both.subarray(config.vocabSize);
    mine.forEach((value, v) => {
      // Float32 through two layers; erf is good to 1.5e-7.
      expect(Math.abs(value - theirs[m * config.vocabSize + v]!)).toBeLessThan(2e-5);
      compared++;
    });
  });
  expect(compared).toBeGreaterThan(100);
});
