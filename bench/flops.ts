import type { Size } from './sizes';

/**
 * Useful floating-point operations of one training step, from the shapes alone.
 *
 * Counted: matrix products, 2 operations a multiply-add. Forward, by token and layer: query, key and
 * value 3 D², attention's output D², feed-forward 2 D F, scores and mixing 2 T D (the full T, nothing
 * is saved by masking); by blank: the head's dense layer D² and the decoder D V. The backward pass
 * takes two products for each one forward (for the input and for the weight, or for both factors of
 * an attention product), so a step is three times the forward pass.
 *
 * Not counted: embeddings, softmax, GELU, LayerNorm, loss, AdamW, clipping. They are a few per cent at
 * these sizes, and waiting for them should lower the share of peak, not raise it.
 */
export function stepFlops({ V, D, L, F, T, B, M }: Size): number {
  const perToken = L * (4 * D * D + 2 * D * F + 2 * T * D);
  const perBlank = D * D + D * V;
  const forward = 2 * (B * T * perToken + M * perBlank);
  return 3 * forward;
}
