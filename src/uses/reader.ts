import type { Context } from '../config/settings';
import type { Batch, TrainableModel } from '../engine/engine';
import type { BertConfig } from '../model/config';
import { CLS_ID, MASK_ID, PAD_ID, SEP_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';

/** A word of an encoded text and the tokens that it is made of: places `from` to `to` - 1. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** 0 for the first text, 1 for the second */
  readonly segment: 0 | 1;
}

/** One or two texts as the model reads them: [CLS] first [SEP], or [CLS] first [SEP] second [SEP]. */
export interface Encoded {
  /** [T'] */
  readonly ids: Int32Array<ArrayBuffer>;
  /** [T'], the segment of each token */
  readonly types: Int32Array<ArrayBuffer>;
  readonly words: readonly Word[];
  /** Whether the end was left out, as it does not fit */
  readonly isCut: boolean;
}

/** A row of a batch: some of its tokens hidden, and the places that the model is asked about. */
export interface Row {
  /** [T'] */
  readonly ids: Int32Array;
  /** [T'], left out where all are 0 */
  readonly types?: Int32Array;
  /** [M'], ascending */
  readonly places: readonly number[];
}

export interface Asked {
  /** ln p of every token at place number `m` of the row: [V] */
  logProbabilities(m: number): Float32Array;
  /** The last layer's output at place number `m`: [D]; where states were asked for */
  last(m: number): Float32Array;
  /** Output of layer `l` at token `t`, [D]: 0 is the embeddings. Not the last layer; where states were asked for */
  lower(l: number, t: number): Float32Array;
}

/** A model with its vocabulary, ready to be asked. */
export interface Reader {
  /** Stands for the model, so that what was found out about it is kept under it: readers of one model have the same */
  readonly model: object;
  readonly vocabulary: Vocabulary;
  readonly config: BertConfig;
  /** Cuts a text off where it does not fit; of two texts the longer one first. */
  encode(first: string, second?: string): Encoded;
  ask(rows: readonly Row[], options?: { readonly states?: boolean }): Promise<readonly Asked[]>;
}

/** At most so many rows and so many logits at once. */
const MOST_ROWS = 64;
const MOST_LOGITS = 4_000_000;

/**
 * Rows in portions, for a caller that needs little of each answer: answers hold the logits of all their places until
 * nobody has them any more.
 */
export function* portions<T>(rows: readonly T[], size = 4 * MOST_ROWS): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

/** ln softmax of logits [V] */
function logSoftmax(logits: Float32Array): Float32Array {
  const top = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const x of logits) sum += Math.exp(x - top);
  const shift = top + Math.log(sum);
  return logits.map((x) => x - shift);
}

/** Rows as one batch of T places each, padded; labels are zeros. */
export function batchOfRows(rows: readonly Row[], T: number): Batch {
  const B = rows.length;
  const inputIds = new Int32Array(B * T).fill(PAD_ID);
  const attentionMask = new Int32Array(B * T);
  const tokenTypeIds = new Int32Array(B * T);
  const positions: number[] = [];
  rows.forEach(({ ids, types, places }, b) => {
    inputIds.set(ids, b * T);
    attentionMask.fill(1, b * T, b * T + ids.length);
    if (types) tokenTypeIds.set(types, b * T);
    for (const place of places) positions.push(b * T + place);
  });
  // Not every engine takes a batch without blanks. Nobody reads this one.
  if (positions.length === 0) positions.push(0);
  return {
    ...{ batchSize: B, sequenceLength: T, inputIds, attentionMask },
    ...(tokenTypeIds.some((type) => type > 0) && { tokenTypeIds }),
    positions: Int32Array.from(positions),
    labels: new Int32Array(positions.length),
  };
}

/** Cuts rows into runs that are asked together. */
function* together(rows: readonly Row[], V: number): Generator<readonly Row[]> {
  let from = 0;
  let blanks = 0;
  for (let i = 0; i < rows.length; i++) {
    const more = rows[i]!.places.length;
    if (i > from && (i - from === MOST_ROWS || (blanks + more) * V > MOST_LOGITS)) {
      yield rows.slice(from, i);
      from = i;
      blanks = 0;
    }
    blanks += more;
  }
  if (from < rows.length) yield rows.slice(from);
}

/**
 * Encodes one or two texts as a model reads them, before there is one.
 *
 * @param most tokens, with [CLS] and [SEP]
 */
export function textEncoder(vocabulary: Vocabulary, most: number): Reader['encode'] {
  const encoder = createEncoder(vocabulary);
  return (first, second) => {
    const ids: number[] = [CLS_ID];
    const types: number[] = [0];
    const words: Word[] = [];
    let isCut = false;
    const add = (text: string, segment: 0 | 1, left: number) => {
      const { ids: pieces, starts, ends, wordIds } = encoder.encode(text);
      const room = ids.length + left;
      for (let i = 0; i < pieces.length; ) {
        let end = i + 1;
        while (end < pieces.length && wordIds[end] === wordIds[i]) end++;
        if (ids.length + end - i > room) {
          isCut = true;
          break;
        }
        const from = ids.length;
        for (; i < end; i++) {
          ids.push(pieces[i]!);
          types.push(segment);
        }
        words.push({
          ...{ from, to: ids.length, segment },
          text: text.slice(starts[end - (ids.length - from)], ends[end - 1]),
        });
      }
      ids.push(SEP_ID);
      types.push(segment);
    };
    if (second === undefined) add(first, 0, most - 2);
    else {
      const room = most - 3;
      const needed = encoder.encode(second).ids.length;
      add(first, 0, Math.max(room - needed, Math.ceil(room / 2)));
      add(second, 1, most - 1 - ids.length);
    }
    return { ids: Int32Array.from(ids), types: Int32Array.from(types), words, isCut };
  };
}

/** What of a model a reader needs. */
export type Answering = Pick<TrainableModel, 'config' | 'anyLength' | 'infer'>;

/**
 * @param model read only; it may go on training between two calls
 * @param pause lets waiting messages in, between two batches of a long question; what it throws ends the question
 */
export function createReader(
  model: Answering,
  vocabulary: Vocabulary,
  context: Context = 'both',
  pause?: () => Promise<void>,
): Reader {
  const { config } = model;
  const { vocabSize: V, hiddenSize: D, numHiddenLayers: L, maxPositionEmbeddings: most } = config;
  const encode = textEncoder(vocabulary, most);

  async function ask(rows: readonly Row[], { states = false } = {}): Promise<readonly Asked[]> {
    const asked: Asked[] = [];
    for (const some of together(rows, V)) {
      if (asked.length > 0) await pause?.();
      const longest = some.reduce((length, { ids }) => Math.max(length, ids.length), 0);
      if (longest > most) throw new Error(`ask: ${longest} tokens do not fit in ${most} positions`);
      // Else the full length: for each new shape some engines compile their programs again.
      const T = model.anyLength ? longest : most;
      const { logits, hiddenStates } = await model.infer(batchOfRows(some, T), context, {
        attentions: false,
        hiddenStates: states,
      });
      let first = 0;
      some.forEach(({ places }, b) => {
        const begin = first;
        first += places.length;
        asked.push({
          logProbabilities: (m) =>
            logSoftmax(logits.subarray((begin + m) * V, (begin + m + 1) * V)),
          last: (m) => hiddenStates!.last.subarray((begin + m) * D, (begin + m + 1) * D),
          lower(l, t) {
            if (!(l >= 0 && l < L))
              throw new RangeError(`lower: there is no layer ${l} below ${L}`);
            const at = ((l * some.length + b) * T + t) * D;
            return hiddenStates!.lower.subarray(at, at + D);
          },
        });
      });
    }
    return asked;
  }

  return { model, vocabulary, config, encode, ask };
}

/** A row with the tokens of these words hidden, which asks about them. */
export function withoutWords({ ids, types }: Encoded, hidden: readonly Word[]): Row {
  const masked = ids.slice();
  const places: number[] = [];
  for (const { from, to } of hidden.toSorted((a, b) => a.from - b.from)) {
    for (let t = from; t < to; t++) {
      masked[t] = MASK_ID;
      places.push(t);
    }
  }
  return { ids: masked, types, places };
}
