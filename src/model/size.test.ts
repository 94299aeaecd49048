import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import { parameterCount, trainingBytes } from '../config/size';
import { bertConfig } from './config';
import { parameterLayout } from './layout';

const int = (min: number, max: number) => fc.integer({ min, max });

it('counts the parameters that the layout holds', () => {
  fc.assert(
    fc.property(
      fc.record({
        hiddenSize: int(8, 512),
        numHiddenLayers: int(1, 12),
        intermediateSize: int(8, 2048),
        maxPositionEmbeddings: int(8, 512),
      }),
      int(6, 32768),
      (sizes, vocabSize) => {
        const settings = { ...DEFAULT_SETTINGS, ...sizes };
        const layout = parameterLayout(bertConfig(settings, vocabSize));
        expect(parameterCount(settings, vocabSize)).toBe(layout.parameterCount);
        expect(trainingBytes(settings, vocabSize)).toBeGreaterThan(52 * layout.parameterCount);
      },
    ),
  );
});
