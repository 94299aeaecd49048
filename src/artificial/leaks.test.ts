import { describe, expect, it } from 'vitest';
import { startWasmEngine } from '../engine/wasm/engine';
import { languages } from '../grammar/languages';
import { aboveFloor, drawn, LEAK, leaking, NEAR, trained } from './testLearning';

// What could leak is what all languages share, so two are enough: one in German, whose word order is free, and one whose
// sentences differ most in length. The language "clue" has a test of its own.
describe.each(languages.filter(({ id }) => ['cases', 'brackets'].includes(id)))(
  '$id',
  (builtIn) => {
    it('is learned from the left, and nothing leaks from the right', async () => {
      const language = await drawn(builtIn);
      const { model, result } = await trained(await startWasmEngine(), 'left', language);
      model.dispose();
      expect(result.loss).toBeLessThan(language.summary.floors.left.loss + NEAR);
      expect(aboveFloor(result.losses, language.floors, 'left')).toBeGreaterThan(LEAK);
      // The power of this: had the model seen both sides on a quarter of the blanks, it would be below the floor.
      const both = language.floors.map((floor) => floor.both.loss);
      const quarter = leaking(result.losses, both, 4);
      expect(aboveFloor(quarter, language.floors, 'left')).toBeLessThan(LEAK);
    });
  },
);
