import type { BertConfig } from '../../model/config';
import { logitStride } from '../compiled/memory';
import type { GemmShape, Ops, Place, Rows } from '../compiled/plan/ops';
import { BETA_1, BETA_2, EPSILON } from '../compiled/stepData';
import type { Kernels } from './program';
import type { Range } from './range';
import type { StepView } from './stepView';

/** A step in progress: its header, and what has been computed so far. Where some sentences are done at a time, the header is theirs. */
export interface StepState extends StepView {
  /** Rows of the batch before these sentences */
  readonly done: number;
  /** T */
  readonly length: number;
  /** What this worker updates; begins at a word of the decay bits */
  readonly own: Range;
  /** Σ of the losses of the whole batch, nats; to be set between 'backward' and 'update' */
  lossSum: number;
  /** Σ of the squares of the whole batch's gradients; to be set then too */
  squares: number;
  /** Before clipping */
  gradNorm: number;
  loss: number;
}

export type Call = (step: StepState) => void;

/** Room that kernels work in. Addresses */
export interface Rooms {
  /** Zeros, as many as the longest row of a product, and a tile */
  readonly zeros: number;
  /** [T, T], and a row [T] with room for a vector's end */
  readonly map: number;
  /** What `gemm` packs into */
  readonly gemm: number;
}

/** Floats that `gemm` packs into, by its DEPTH, WIDTH and HEIGHT: panels, strips, and a tile at an edge. */
export const GEMM_ROOM = (384 / 8) * (384 * 8 + 16) + 384 * 192 + 6 * 8;

/** Some sentences at a time: `chunkRows` rows, or one sentence where it is longer. */
function bySentences(chunkRows: number, calls: readonly Call[]): Call {
  return (step) => {
    const { length: T, sequences } = step;
    const most = Math.max(1, Math.floor(chunkRows / T));
    // A part of a batch may have no sentences: even so its gradients, zeros, are written once.
    for (let first = 0; first === 0 || first < sequences; first += most) {
      const count = Math.min(most, sequences - first);
      const done = first * T;
      const some: StepState = {
        ...step,
        ...{ done, sequences: count, rows: count * T, firstRow: step.firstRow + done },
        ...{ idsAt: step.idsAt + done * 4, typesAt: step.typesAt + done * 4 },
        maskAt: step.maskAt + done * 4,
      };
      for (const call of calls) call(some);
    }
  };
}

export interface OpsInput {
  readonly kernels: Kernels;
  readonly config: BertConfig;
  /** P */
  readonly parameters: number;
  /** [3, P]: parameters and both moments */
  readonly state: number;
  /** A bit for each 64 parameters */
  readonly decays: number;
  readonly rooms: Rooms;
  /** How many rows of whole sentences a layer works on at a time, about */
  readonly chunkRows: number;
}

/** How the WASM engine does each piece of the plan: calls of kernels, one after the other, in `calls`. */
export function createWasmOps(input: OpsInput): { ops: Ops<number>; calls: readonly Call[] } {
  const { kernels, config, rooms, state, decays, chunkRows, parameters: P } = input;
  const { hiddenSize: D, numAttentionHeads: H, vocabSize: V, layerNormEps } = config;
  const calls: Call[] = [];
  let target = calls;
  const add = (call: Call) => {
    target.push(call);
  };
  const at = ({ buffer, start }: Place<number>) => buffer + start * 4;
  /** Where the rows of these sentences begin, in an array `width` floats wide. */
  const rowsAt = (place: Place<number>, width: number) => {
    const address = at(place);
    return place.passing ? () => address : (step: StepState) => address + step.done * width * 4;
  };
  const rowsOf = (step: StepState, rows: number | Rows) =>
    typeof rows === 'number' ? rows : step[rows];

  /** Dropout of x [rows, width] in place. */
  const dropout = (
    step: StepState,
    x: number,
    rows: number,
    width: number,
    site: number,
    atBlanks: boolean,
  ) => {
    if (step.hiddenThreshold === 0) return;
    const places = atBlanks ? step.positionsAt : 0;
    const key = step.keys[site]!;
    const { firstRow, hiddenThreshold, hiddenScale } = step;
    kernels.dropoutRows(x, rows, width, places, firstRow, key, hiddenThreshold, hiddenScale);
  };

  /** One product of a batch: strides by the form, the sum from `init` on. */
  const product = (
    form: 'NT' | 'NN' | 'TN',
    { lda, ldb, ldc }: GemmShape,
    [a, b, c]: readonly [number, number, number],
    init: { at: number; row: number },
    [rows, columns, inner]: readonly [number, number, number],
    finish: readonly [number, number],
  ) => {
    const [aRow, aNext] = form === 'TN' ? [4, lda * 4] : [lda * 4, 4];
    const turned = form === 'NT' ? 1 : 0;
    const { at, row } = init;
    kernels.gemm(
      ...[
        a,
        aRow,
        aNext,
        b,
        ldb * 4,
        turned,
        at,
        row,
        c,
        ldc * 4,
        rows,
        columns,
        inner,
        rooms.gemm,
        ...finish,
      ],
    );
  };

  const ops: Ops<number> = {
    get length() {
      return calls.length;
    },

    bySentences(independent) {
      target = calls;
      if (!independent) return;
      target = [];
      calls.push(bySentences(chunkRows, target));
    },

    embeddings(_, { words, positions, types, weight, bias, y, normal, inverse }) {
      const tables = [at(words), at(positions), at(types)] as const;
      const [w, b] = [at(weight), at(bias)];
      const [toY, toNormal, toInverse] = [rowsAt(y, D), rowsAt(normal, D), rowsAt(inverse, 1)];
      add((step) => {
        const [to, x, inverses] = [toY(step), toNormal(step), toInverse(step)];
        // The sum is made in place of x̂, which then overwrites it.
        kernels.embed(step.idsAt, step.typesAt, ...tables, x, step.rows, step.length, D);
        kernels.layerNorm(x, w, b, to, x, inverses, step.rows, D, layerNormEps);
        dropout(step, to, step.rows, D, 0, false);
      });
    },

    layerNorm(_, rows, { x, weight, bias, y, normal, inverse }) {
      const [fromX, w, b] = [rowsAt(x, D), at(weight), at(bias)];
      const [toY, toNormal, toInverse] = [rowsAt(y, D), rowsAt(normal, D), rowsAt(inverse, 1)];
      add((step) => {
        const to = [toY(step), toNormal(step), toInverse(step)];
        kernels.layerNorm(...[fromX(step), w, b, ...to, step[rows], D, layerNormEps]);
      });
    },

    gemm(_, form, epilogue, shape, places) {
      const { columns, batch = 1, strideA = 0, strideB = 0, strideC = 0, lda, ldb, ldc } = shape;
      const ofRows = form === 'TN';
      const [fromA, toC] = [rowsAt(places.A, lda), rowsAt(places.C, ldc)];
      const [fromB, B, C] = [rowsAt(places.B, ldb), at(places.B), at(places.C)];
      const bias = places.bias ? at(places.bias) : 0;
      const beforeAt = places.before && rowsAt(places.before, ldc);
      const residualAt = places.residual && rowsAt(places.residual, ldc);
      const { gelu, geluGradient, dropoutFirst, dropoutLast } = epilogue;
      const site = shape.site ?? 0;
      const atBlanks = shape.atBlanks ?? false;
      // A residual that comes first is the initial value of the sum.
      const fromResidual = residualAt && !bias;
      // Done row by row as the sums come, while they are in the cache, but only in whole vectors.
      const fits = columns % 4 === 0;
      add((step) => {
        const rows = rowsOf(step, shape.rows);
        const a = fromA(step);
        // The sum over all rows goes on from one group of sentences to the next.
        const [b, c] = ofRows ? [fromB(step), C] : [B, toC(step)];
        const before = beforeAt ? beforeAt(step) : 0;
        const residual = residualAt ? residualAt(step) : 0;
        // GELU's slope is kept where its input was: the product goes there, and GELU from there to C.
        const to = gelu ? before : c;
        let finish: readonly [number, number] = [0, 0];
        if (fits && gelu) finish = [1, c];
        else if (fits && geluGradient) finish = [2, before];
        for (let n = 0; n < batch; n++) {
          const last = shape.lastOnBlanks && n === batch - 1;
          const inner = last ? step.blanks : rowsOf(step, shape.inner);
          const sum = to + n * strideC * 4;
          let init = { at: rooms.zeros, row: 0 };
          if (bias) init = { at: bias, row: 0 };
          else if (fromResidual) init = { at: residual, row: ldc * 4 };
          else if (ofRows && step.done > 0) init = { at: sum, row: ldc * 4 };
          const sizes = [rows, columns, Math.min(inner, shape.innerB ?? inner)] as const;
          product(
            form,
            shape,
            [a + n * strideA * 4, b + n * strideB * 4, sum],
            init,
            sizes,
            finish,
          );
        }
        const count = rows * ldc;
        if (gelu && !fits) kernels.gelu(before, c, count);
        if (geluGradient && !fits) kernels.multiply(c, before, c, count);
        if (dropoutFirst) dropout(step, c, rows, columns, site, atBlanks);
        if (residual && !fromResidual) kernels.add(c, residual, c, count);
        if (dropoutLast) dropout(step, c, rows, columns, site, atBlanks);
      });
    },

    attention(_, site, { qkv, probabilities, mixed }) {
      const [fromX, toMixed] = [rowsAt(qkv, 3 * D), rowsAt(mixed, D)];
      add((step) => {
        const { length: T, maskAt, sequences, context, firstRow, ...rest } = step;
        const maps = rowsAt(probabilities, H * T)(step);
        kernels.attention(
          ...[fromX(step), maskAt, maps, toMixed(step), sequences, T, H, D, context],
          ...[rooms.zeros, rooms.map, rooms.gemm],
          ...[firstRow / T, rest.keys[site]!, rest.attentionThreshold, rest.attentionScale],
        );
      });
    },

    attentionAtBlanks(_, site, { queries, keysValues, probabilities, mixed }) {
      const [q, kv, maps, to] = [at(queries), at(keysValues), at(probabilities), at(mixed)];
      add(({ length: T, maskAt, positionsAt, blanks, sequences, context, firstRow, ...rest }) =>
        kernels.attentionAtBlanks(
          ...[q, kv, maskAt, positionsAt, blanks, maps, to, sequences, T, H, D, context],
          ...[rooms.zeros, rooms.map, rooms.gemm],
          ...[firstRow / T, rest.keys[site]!, rest.attentionThreshold, rest.attentionScale],
        ),
      );
    },

    attentionAtBlanksGradient(_, site, places) {
      const { queries, keysValues, probabilities, dmixed, dscores, dqueries, dkeysValues } = places;
      const inputs = [at(queries), at(keysValues)];
      const [maps, dy, room] = [at(probabilities), at(dmixed), at(dscores)] as const;
      const [dq, dkv] = [at(dqueries), at(dkeysValues)] as const;
      add(({ length: T, positionsAt, blanks, sequences, firstRow, keys, ...rest }) =>
        kernels.attentionAtBlanksGradient(
          ...[...inputs, positionsAt, blanks, maps, dy, dq, dkv, sequences, T, H, D],
          ...[rooms.zeros, room, rooms.map, rooms.gemm],
          ...[firstRow / T, keys[site]!, rest.attentionThreshold, rest.attentionScale],
        ),
      );
    },

    takeRows(_, direction, { first, second, firstTaken, secondTaken }) {
      const pairs = [
        [at(first), at(firstTaken)] as const,
        ...(second && secondTaken ? [[at(second), at(secondTaken)] as const] : []),
      ];
      add((step) => {
        const [rows, places] =
          direction === 'toBlanks' ? [step.blanks, step.positionsAt] : [step.rows, step.blankOfAt];
        for (const [from, to] of pairs) kernels.takeRows(from, to, rows, D * 4, places);
      });
    },

    crossEntropy(_, { logits, losses, predictions }) {
      const [x, each, best] = [at(logits), at(losses), at(predictions)];
      add(({ labelsAt, blanks, batchBlanks }) =>
        kernels.crossEntropy(x, labelsAt, each, best, blanks, V, logitStride(V), batchBlanks),
      );
    },

    layerNormGradient(_, before, rows, site, places) {
      const { normal, inverse, weight, dx, dy, residual, parts, input: geluSlope } = places;
      const w = at(weight);
      const [normalAt, inverseAt] = [rowsAt(normal, D), rowsAt(inverse, 1)];
      const [toX, fromY] = [rowsAt(dx, D), rowsAt(dy, D)];
      const residualAt = residual && rowsAt(residual, D);
      add((step) => {
        const count = step[rows];
        const to = toX(step);
        const from = before === 'gelu' ? at(parts!) : fromY(step);
        // A residual goes on unchanged by dropout, so the gradient is made there and then copied.
        const past = residualAt ? residualAt(step) : 0;
        const [x, inverses] = [normalAt(step), inverseAt(step)];
        kernels.layerNormGradient(from, x, inverses, w, past || to, count, D);
        if (before === 'residual') {
          kernels.copy(past, to, count * D);
          dropout(step, to, count, D, site, rows === 'blanks');
        }
        if (before === 'gelu') {
          kernels.copy(from, fromY(step), count * D);
          kernels.multiply(to, at(geluSlope!), to, count * D);
        }
      });
    },

    attentionGradient(_, site, { qkv, probabilities, dmixed, dscores, dqkv }) {
      const [fromX, fromY] = [rowsAt(qkv, 3 * D), rowsAt(dmixed, D)];
      const [toX, room] = [rowsAt(dqkv, 3 * D), at(dscores)];
      add((step) => {
        const { length: T, sequences, firstRow, keys, attentionThreshold, attentionScale } = step;
        const maps = rowsAt(probabilities, H * T)(step);
        kernels.attentionGradient(
          ...[fromX(step), maps, fromY(step), toX(step), sequences, T, H, D],
          ...[rooms.zeros, room, rooms.map, rooms.gemm],
          ...[firstRow / T, keys[site]!, attentionThreshold, attentionScale],
        );
      });
    },

    columnSums(_, jobs, { dense, inner, logits, norm, normal, gradients }) {
      const sources = { dense, inner, logits, norm, normTimesNormal: norm, denseOfType: dense };
      for (const job of jobs) {
        const { source, rows, start, stride, columns, type = 0, target: to, passing } = job;
        const sourceAt = ({ buffer, start: first }: Place<number>, after: number) =>
          rowsAt({ buffer, start: first + after, ...(passing && { passing }) }, stride);
        const fromX = sourceAt(sources[source], start);
        const by =
          source === 'normTimesNormal'
            ? rowsAt({ ...normal, start: normal.start + (job.normalStart ?? start) }, stride)
            : () => 0;
        const sums = at(gradients) + to * 4;
        const ofType = source === 'denseOfType';
        add((step) => {
          const types = ofType ? step.typesAt : 0;
          const more = step.done > 0 ? 1 : 0;
          kernels.columnSums(
            ...[fromX(step), by(step), types, type, step[rows], stride * 4, columns, sums, more],
          );
        });
      }
    },

    clear(_, place) {
      const [to, floats] = [at(place), place.length!];
      add(() => kernels.clear(to, floats));
    },

    embeddingsGradient(_, { dx, words, positions }) {
      const [x, tokenTable, positionTable] = [at(dx), at(words), at(positions)];
      add(({ segments, segmentTokensAt, segmentStartsAt, segmentRowsAt, ...step }) => {
        const lists = [segments, segmentTokensAt, segmentStartsAt, segmentRowsAt] as const;
        kernels.addTokenRows(x, tokenTable, ...lists, D);
        const { sequences, length: T } = step;
        kernels.sumPositions(x, positionTable, sequences, T, config.maxPositionEmbeddings, D);
      });
    },

    gradientNorm() {
      // The parts of a batch are added up first: see `statistics`.
    },

    statistics() {
      add((step) => {
        step.loss = step.lossSum / Math.max(1, step.batchBlanks);
      });
    },

    adamW(_, gradients) {
      const g = at(gradients);
      add((step) => {
        step.gradNorm = Math.sqrt(step.squares);
        // As torch.nn.utils.clip_grad_norm_
        const clip = Math.min(1, step.maxGradNorm / (step.gradNorm + 1e-6));
        const { start, end } = step.own;
        const places = [state, state + P * 4, state + 2 * P * 4, g].map((all) => all + start * 4);
        kernels.adamW(
          ...[...places, decays + start / 64 / 8, end - start, clip],
          ...[step.stepSize, step.secondCorrection, step.decay],
          ...[BETA_1, 1 - BETA_1, BETA_2, 1 - BETA_2, EPSILON],
        );
      });
    },
  };
  return { ops, calls };
}
