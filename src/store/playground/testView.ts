import type { View } from '../../protocol/look';

/** A view of 1 layer of 2 heads and T' = 3 tokens, as the trainer might send it. */
export function testView(step: number, changed: Partial<View> = {}): View {
  return {
    requestId: 1,
    step,
    context: 'both',
    recorded: true,
    length: 3,
    layers: 1,
    heads: 2,
    attentions: new Float32Array(18).fill(1 / 3),
    guesses: [[{ id: 7, probability: 0.5 }]],
    exact: undefined,
    milliseconds: 1,
    ...changed,
  };
}
