import { describe, expect, it } from 'vitest';
import { CONTEXTS } from '../config/settings';
import { startWasmEngine } from '../engine/wasm/engine';
import { look as lookAt } from './look';
import { ask, config, layout, look, parameters, settings } from './testReference';

describe('what another model looks at', () => {
  it.each(CONTEXTS)('is what the WASM engine finds, context %s', async (context) => {
    const engine = await startWasmEngine();
    const zeros = () => new Float32Array(layout.length);
    const there = await engine.createModel(
      config,
      { parameters, firstMoment: zeros(), secondMoment: zeros(), step: 0 },
      { batchSize: 1, sequenceLength: settings.maxPositionEmbeddings },
    );
    const theirs = await lookAt(there, look, { ...settings, context });
    there.dispose();
    const answer = await ask({ settings: { ...settings, context } });
    if (!answer || !('maps' in answer)) throw new Error('no answer');
    const { length, layers, heads, attentions } = answer.maps;
    expect([length, layers, heads]).toEqual([theirs.length, theirs.layers, theirs.heads]);
    expect(attentions).toHaveLength(theirs.attentions.length);
    // Probabilities in float32 through three layers.
    attentions.forEach((p, i) => {
      expect(Math.abs(p - theirs.attentions[i]!)).toBeLessThan(2e-5);
    });
    const uneven = attentions.filter((p) => p > 0.4).length;
    expect(uneven, 'heads that choose').toBeGreaterThan(10);
  });
});
