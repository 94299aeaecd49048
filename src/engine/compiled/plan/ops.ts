import type { Counts } from '../counts';

/**
 * What a step is made of, for an engine that has compiled it: the plan names each piece of work and the
 * places it reads and writes, the engine says how it is done. Buf is what the engine calls a buffer.
 */

/** A stretch of a buffer, in floats; without a length, all that follows. */
export interface Place<Buf> {
  readonly buffer: Buf;
  readonly start: number;
  readonly length?: number;
  /** It only has room for the sentences that are being worked on: see `bySentences`. */
  readonly passing?: boolean;
}

/** Which rows there are: all N tokens, or the M blanks. */
export type Rows = 'rows' | 'blanks';

/**
 * C = epilogue(A · B), the one matrix product that all linear layers and their gradients use.
 *
 *   NT  A [R, S], B [C, S]: a linear layer, x Wᵀ
 *   NN  A [R, S], B [S, C]: its gradient by x, dy W
 *   TN  A [S, R], B [S, C]: its gradient by W, dyᵀ x
 *
 * Row-major, each with a leading dimension of its own. The sum over S may be cut into slabs, which
 * whoever reads C adds up: more work at once where R · C is small, and still one fixed order. Several
 * products of one shape (a weight of every layer) run as one batch.
 */
export type Form = 'NT' | 'NN' | 'TN';

export interface Epilogue {
  /** + bias [C] */
  readonly bias?: boolean;
  /** Keeps the sum as `before` [R, C], and goes on with gelu(sum) */
  readonly gelu?: boolean;
  /** · gelu'(before) */
  readonly geluGradient?: boolean;
  /** Dropout, then + residual [R, C], then dropout: either may be asked for. */
  readonly dropoutFirst?: boolean;
  readonly residual?: boolean;
  readonly dropoutLast?: boolean;
}

/** Sizes of one product. */
export interface GemmShape {
  /** R, or what it follows from step to step */
  readonly rows: number | Rows;
  /** C */
  readonly columns: number;
  /** S; where A and B are read by fours along it, a multiple of 4 */
  readonly inner: number | Rows;
  readonly lda: number;
  readonly ldb: number;
  readonly ldc: number;
  /** Rows that B has, at least: NN reads no further (S may be padded). */
  readonly innerB?: number;
  readonly batch?: number;
  /** Floats from one product of the batch to the next */
  readonly strideA?: number;
  readonly strideB?: number;
  readonly strideC?: number;
  /** Its last product sums over the blanks only. */
  readonly lastOnBlanks?: boolean;
  readonly slabs?: number;
  readonly slabStride?: number;
  /** Dropout's site */
  readonly site?: number;
  /** Rows stand for the blanks' places: dropout counts by those. */
  readonly atBlanks?: boolean;
}

/** Multiply-adds of a product. */
export function gemmWork(shape: GemmShape) {
  return (counts: Counts): number => {
    const size = (n: GemmShape['rows']) => (typeof n === 'number' ? n : counts[n]);
    const { batch = 1, lastOnBlanks } = shape;
    const sums = lastOnBlanks
      ? size(shape.inner) * (batch - 1) + counts.blanks
      : size(shape.inner) * batch;
    return size(shape.rows) * shape.columns * sums;
  };
}

/** What is summed over the rows: gradients that reach dense layers, the logits, LayerNorms, or a segment's rows. */
export const COLUMN_SOURCES = [
  'dense',
  'inner',
  'logits',
  'norm',
  'normTimesNormal',
  'denseOfType',
] as const;

/** The columns of one bias, or of a LayerNorm's weight or bias. */
export interface ColumnJob {
  readonly source: (typeof COLUMN_SOURCES)[number];
  readonly rows: Rows;
  /** Floats before the first column, and from row to row */
  readonly start: number;
  readonly stride: number;
  readonly columns: number;
  /** For 'denseOfType': the segment */
  readonly type?: number;
  /** Where in the gradient vector the sums go */
  readonly target: number;
  /** Where x̂ begins, if not at `start` */
  readonly normalStart?: number;
  /** As of its place */
  readonly passing?: boolean;
}

/** What stands before a LayerNorm: the embeddings, dropout and a sum with the residual, or a GELU. */
export type BeforeNorm = 'embeddings' | 'residual' | 'gelu';

type Places<Buf, Names extends string> = Readonly<Record<Names, Place<Buf>>>;

/** Every piece of work of a step, each called in its order. Shapes as in CONTRIBUTING.md. */
export interface Ops<Buf> {
  /**
   * Whether what follows, up to the next call, is independent from sentence to sentence, but for sums over all rows. An
   * engine may then do all of it for a few sentences, then for the next few, in the same room. An engine without this method
   * does all sentences at once.
   */
  bySentences?(independent: boolean): void;

  /** token + position + segment [N, D], LayerNorm, dropout at site 0 -> y, and normal, inverse as below */
  embeddings(
    label: string,
    places: Places<
      Buf,
      'words' | 'positions' | 'types' | 'weight' | 'bias' | 'y' | 'normal' | 'inverse'
    >,
  ): void;

  /**
   * LayerNorm (Ba et al. 2016): x [R, D] -> y = x̂ · weight + bias, and what the gradient needs:
   * normal = x̂ [R, D], inverse = 1 / sqrt(variance + ε) [R].
   */
  layerNorm(
    label: string,
    rows: Rows,
    places: Places<Buf, 'x' | 'weight' | 'bias' | 'y' | 'normal' | 'inverse'>,
  ): void;

  gemm(
    label: string,
    form: Form,
    epilogue: Epilogue,
    shape: GemmShape,
    places: Places<Buf, 'A' | 'B' | 'C'> & Partial<Places<Buf, 'bias' | 'before' | 'residual'>>,
  ): void;

  /** Scaled dot-product attention of every head: qkv [N, 3 D] -> probabilities, mixed [N, D] */
  attention(
    label: string,
    site: number,
    places: Places<Buf, 'qkv' | 'probabilities' | 'mixed'>,
  ): void;

  /**
   * The same for the queries of the blanks alone: queries [M, D], keysValues [N, 2 D] -> probabilities [H, T] of each
   * blank, mixed [M, D]. An engine that has it leaves out what the loss does not depend on in the last layer.
   */
  readonly attentionAtBlanks?: (
    label: string,
    site: number,
    places: Places<Buf, 'queries' | 'keysValues' | 'probabilities' | 'mixed'>,
  ) => void;

  /** Its gradient by queries [M, D] and keysValues [N, 2 D]; `dscores` is room for the gradient of the scores. */
  readonly attentionAtBlanksGradient?: (
    label: string,
    site: number,
    places: Places<
      Buf,
      'queries' | 'keysValues' | 'probabilities' | 'dmixed' | 'dscores' | 'dqueries' | 'dkeysValues'
    >,
  ) => void;

  /** One or two arrays [·, D] at once: to [M, D] the rows at the blanks, or back to [N, D] with zeros between. */
  takeRows(
    label: string,
    direction: 'toBlanks' | 'fromBlanks',
    places: Places<Buf, 'first' | 'firstTaken'> & Partial<Places<Buf, 'second' | 'secondTaken'>>,
  ): void;

  /**
   * Softmax cross-entropy over the vocabulary: logits [M, stride] become their own gradient by the mean
   * loss, with zeros in the padding; losses [M] = -ln p(label), nats; predictions [M], first of equals.
   */
  crossEntropy(label: string, places: Places<Buf, 'logits' | 'losses' | 'predictions'>): void;

  /**
   * The gradient of LayerNorm by its input: with g = dy · weight,
   * dx = inverse · (g - mean(g) - normal · mean(g · normal)). dx goes on to the layer before, through
   * dropout ('residual') or GELU ('gelu': · gelu'(input)); `residual` keeps what goes past that layer.
   * For 'gelu', dy is the sum of `parts`, as many as the plan's vocabulary slabs.
   */
  layerNormGradient(
    label: string,
    before: BeforeNorm,
    rows: Rows,
    site: number,
    places: Places<Buf, 'normal' | 'inverse' | 'weight' | 'dx' | 'dy'> &
      Partial<Places<Buf, 'residual' | 'parts' | 'input'>>,
  ): void;

  /** The gradient of attention by qkv; `dscores` is room for the gradient of the scores. */
  attentionGradient(
    label: string,
    site: number,
    places: Places<Buf, 'qkv' | 'probabilities' | 'mixed' | 'dmixed' | 'dscores' | 'dqkv'>,
  ): void;

  /** All gradients that are sums of columns. */
  columnSums(
    label: string,
    jobs: readonly ColumnJob[],
    places: Places<Buf, 'dense' | 'inner' | 'logits' | 'norm' | 'normal' | 'gradients'>,
  ): void;

  /** Zeros, a multiple of 64 floats */
  clear(label: string, place: Place<Buf>): void;

  /**
   * The gradients of the token and position tables from dx [N, D]: a token's rows are added, in one
   * fixed order, to what stands there (what a tied decoder has written, or zeros); a position's over the batch.
   */
  embeddingsGradient(label: string, places: Places<Buf, 'dx' | 'words' | 'positions'>): void;

  /** The gradient's norm, over all slabs; slabs are added up in place. */
  gradientNorm(label: string, gradients: Place<Buf>): void;

  /** Mean loss and norm into the ring of statistics, and the factor of clipping. */
  statistics(label: string, losses: Place<Buf>): void;

  /** AdamW (Loshchilov and Hutter 2019) on the whole flat vector. */
  adamW(label: string, gradients: Place<Buf>): void;

  /** How many dispatches or calls there are so far. */
  readonly length: number;
}
