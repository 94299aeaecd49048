import type { Counts } from '../compiled/counts';
import type { Form, GemmShape } from '../compiled/plan/ops';
import type { Workgroups } from './kernel';
import type { GemmOptions } from './kernels/gemm';
import { directWorkgroups } from './kernels/gemmDirect';
import { tiledWorkgroups } from './kernels/gemmTiled';
import type { Tiling } from './kernels/gemmTiling';

/** The ways to cut a product that the tuner tries; one program each and form. */
export const TILINGS = {
  direct: { kind: 'direct', rows: 8, columns: 8 },
  directLong: { kind: 'direct', rows: 16, columns: 8 },
  small: { kind: 'tiled', rows: 32, columns: 32, depth: 16, perThread: 4 },
  medium: { kind: 'tiled', rows: 64, columns: 64, depth: 16, perThread: 4 },
  large: { kind: 'tiled', rows: 64, columns: 64, depth: 16, perThread: 8 },
} as const satisfies Record<string, Tiling>;
export type TilingName = keyof typeof TILINGS;

/** What decides a product's speed: its sizes at the typical batch. */
export interface Product {
  readonly form: Form;
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** Products and slabs that run at once */
  readonly batch: number;
}

export type ChooseTiling = (product: Product) => TilingName;

/** What is tried on which kind of adapter, the usual one first. A barrier makes a CPU many times slower. */
export const CANDIDATES = {
  software: ['direct', 'directLong'],
  gpu: ['small', 'medium', 'large', 'direct'],
} as const satisfies Record<string, readonly TilingName[]>;

/** Workgroups of a product, whose rows may vary from step to step. */
export function gemmWorkgroups(options: GemmOptions, shape: GemmShape) {
  const z = (shape.batch ?? 1) * (shape.slabs ?? 1);
  const { tiling } = options;
  return (counts: Counts): Workgroups => {
    const rows = typeof shape.rows === 'number' ? shape.rows : counts[shape.rows];
    return tiling.kind === 'direct'
      ? directWorkgroups(tiling, rows, shape.columns, z)
      : tiledWorkgroups(tiling, rows, shape.columns, z);
  };
}
