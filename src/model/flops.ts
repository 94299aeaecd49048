/** Sizes of a training step, in the field's letters (CONTRIBUTING.md). */
export interface StepSize {
  readonly V: number;
  readonly D: number;
  readonly L: number;
  readonly F: number;
  readonly T: number;
  readonly B: number;
  readonly M: number;
}

/**
 * Useful floating-point operations of one training step, from the shapes alone: what the loss depends on.
 *
 * Counted: matrix products, 2 operations a multiply-add. Forward, by token and layer: query, key and
 * value 3 D², scores and mixing 2 T D (the full T, nothing is saved by masking), attention's output D²,
 * feed-forward 2 D F; in the last layer all but keys and values at the blanks only, as no other row reaches
 * the loss (a contender that computes all rows does more than is counted). By blank: the head's dense layer
 * D² and the decoder D V. The backward pass takes two products for each one forward, so a step is three
 * times the forward pass.
 *
 * Not counted: embeddings, softmax, GELU, LayerNorm, loss, AdamW, clipping. They are a few per cent at
 * these sizes, and waiting for them should lower the share of peak, not raise it.
 */
export function stepFlops({ V, D, L, F, T, B, M }: StepSize): number {
  const N = B * T;
  const keysAndValues = N * L * 2 * D * D;
  const rest = (N * (L - 1) + M) * (D * D + 2 * T * D + D * D + 2 * D * F);
  const head = M * (D * D + D * V);
  return 3 * 2 * (keysAndValues + rest + head);
}
