import { describe, expect, it } from 'vitest';
import { CONTEXTS, DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { startWasmEngine } from '../engine/wasm/engine';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { SavedModel } from '../protocol/look';
import { look as lookAt } from './look';
import { askReference } from './reference';

const V = 50;
const settings: Settings = {
  ...DEFAULT_SETTINGS,
  hiddenSize: 24,
  numHiddenLayers: 3,
  numAttentionHeads: 2,
  intermediateSize: 40,
  maxPositionEmbeddings: 12,
};
const config = bertConfig(settings, V);
const layout = parameterLayout(config);
// Ten times the initial values: heads that look at some tokens much more than at others.
const parameters = initialValues(config, layout, 7).map((x) => (Math.abs(x) === 1 ? x : 10 * x));
const look = {
  requestId: 3,
  inputIds: Int32Array.of(2, 11, 4, 37, 9, 4, 20, 3),
  blanks: [2, 5],
};
const model = { settings, vocabSize: V, parameters };
const rest = async () => {};
const ask = (changed: Partial<SavedModel>, asked = look) =>
  askReference({ ...model, ...changed }, asked, config, rest, () => true);

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
