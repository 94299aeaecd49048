import { describe, expect, it } from 'vitest';
import { CONTEXTS, type Context } from '../config/settings';
import { startWasmEngine } from '../engine/wasm/engine';
import { look as lookAt } from './look';
import { ask, askGuess, config, layout, look, parameters, settings } from './testReference';

/** What the WASM engine finds in the same sentence with the same parameters. */
async function engineView(context: Context) {
  const engine = await startWasmEngine();
  const zeros = () => new Float32Array(layout.length);
  const model = await engine.createModel(
    config,
    { parameters, firstMoment: zeros(), secondMoment: zeros(), step: 0 },
    { batchSize: 1, sequenceLength: settings.maxPositionEmbeddings },
  );
  const view = await lookAt(model, look, { ...settings, context });
  model.dispose();
  return view;
}

describe.each(CONTEXTS)('another model, context %s', (context) => {
  it('looks at what the WASM engine finds', async () => {
    const theirs = await engineView(context);
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

  it('guesses what the WASM engine guesses', async () => {
    const { guesses, answers } = await engineView(context);
    const answer = await askGuess({ settings: { ...settings, context } });
    if (!answer || !('guesses' in answer)) throw new Error('no answer');
    expect(answer.guesses.map((list) => list.map(({ id }) => id))).toEqual(
      guesses.map((list) => list.map(({ id }) => id)),
    );
    const flat = guesses.flat();
    answer.guesses.flat().forEach(({ probability }, i) => {
      expect(Math.abs(probability - flat[i]!.probability)).toBeLessThan(2e-5);
    });
    expect(answer.answers.map((one) => one?.rank)).toEqual(answers?.map((one) => one?.rank));
    expect(answer.answers[0]?.probability).toBeCloseTo(answers![0]!.probability, 4);
    expect(answer.answers[1]).toBeUndefined();
    expect(flat[0]!.probability, 'a guess that is more than chance').toBeGreaterThan(0.1);
  });
});
