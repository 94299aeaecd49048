import type { Product } from '../../src/engine/webgpu/tilings';

/** "NT 512 x 192 x 64": form, M, N and K, and how many run at once if it is more than one. */
export function nameProduct({ form, rows, columns, inner, batch }: Product): string {
  const name = `${form} ${rows} x ${columns} x ${inner}`;
  return batch === 1 ? name : `${name}, ${batch} at once`;
}

/** Multiplications and additions of all that run at once. */
export const productFlops = ({ rows, columns, inner, batch }: Product) =>
  2 * rows * columns * inner * batch;

/** A dispatch's label without the number of its layer: "layer 0 attention" -> "attention". */
export const placeOf = (label: string) =>
  label.replace(/^(layer \d+|all layers) /, '').replace(/^LayerNorm \d+/, 'LayerNorm');
