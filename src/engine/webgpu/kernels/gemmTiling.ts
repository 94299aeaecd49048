/** How the work of a matrix product is divided; the tuner chooses. `rows` and `columns` are multiples of 4. */
export type Tiling =
  /** Each invocation computes rows x columns by itself, without barriers. */
  | { readonly kind: 'direct'; readonly rows: number; readonly columns: number }
  /** A workgroup computes rows x columns from shared memory, `depth` terms of the sums at a time. */
  | {
      readonly kind: 'tiled';
      readonly rows: number;
      readonly columns: number;
      readonly depth: number;
      /** Rows and columns of one invocation */
      readonly perThread: number;
    };
