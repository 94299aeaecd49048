import { key, permutation, uniformAt } from '../base/random';
import { STREAM } from '../base/streams';
import type { Settings } from '../config/settings';
import type { Batch } from '../engine/engine';
import { collate, NOT_ASKED } from '../masking/collate';
import { maskKey } from '../masking/maskKey';
import { CLS_ID, PAD_ID, SEP_ID, type Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import type { NextSentence, Passage } from './use';

/** Share of pairs whose second sentence is another's, as in BERT. */
const OTHERS = 0.5;

export interface BatchOptions {
  readonly passages: readonly Passage[];
  readonly vocabulary: Vocabulary;
  readonly settings: Settings;
  /** Ids of the labels "follows" and "does not follow", where next-sentence prediction is trained */
  readonly nextSentence?: readonly [follows: number, not: number];
  /** How it is trained */
  readonly how?: NextSentence;
}

/**
 * Batches of passages, each a pure function of the settings and the step: every epoch visits every passage once in a new
 * order, with new masks (Liu et al. 2019). A passage of two sentences is [CLS] first [SEP] second [SEP] with segments 0
 * and 1. With next-sentence prediction half of the second sentences are those of other pairs, and never the same words as
 * the own one. The label is one more blank, at [CLS] (Devlin et al. 2019, section 3.1; BERT has a head of its own there,
 * this is the masked-language-model head).
 *
 * @throws where a passage has more tokens than T, or is no pair where pairs are needed
 */
export function createPassageBatches({
  passages,
  vocabulary,
  settings,
  nextSentence,
  how: { from = 0, asksWordsOfOwnOnly = false } = {},
}: BatchOptions): { at(step: number): Batch } {
  const { encode } = createEncoder(vocabulary);
  const { batchSize: B, maxPositionEmbeddings: T, seed, dupeFactor } = settings;
  const V = vocabulary.tokens.length;
  const counts = new Uint32Array(V);
  const encoded = passages.map((passage) => {
    const parts = (typeof passage === 'string' ? [passage] : passage).map(
      (text) => encode(text).ids,
    );
    const length = parts.reduce((sum, ids) => sum + ids.length + 1, 1);
    if (length > T)
      throw new Error(`createPassageBatches: “${passage}” has ${length} tokens, not ${T}`);
    if (nextSentence && parts.length !== 2)
      throw new Error(`createPassageBatches: “${passage}” is no pair, as next sentences need`);
    for (const ids of parts) for (const id of ids) counts[id]!++;
    return parts;
  });
  const N = encoded.length;
  if (N === 0) throw new Error('createPassageBatches: there are no passages');
  const seconds = nextSentence ? encoded.map((parts) => parts[1]!.join()) : [];
  if (nextSentence && new Set(seconds).size < 2)
    throw new Error('createPassageBatches: all second sentences are the same');
  let order: { epoch: number; places: Uint32Array } | undefined;

  function at(step: number): Batch {
    const rows: {
      readonly parts: readonly Int32Array[];
      readonly k: number;
      readonly label?: number | undefined;
      readonly asksWords: boolean;
    }[] = [];
    for (let i = 0; i < B; i++) {
      const drawn = step * B + i;
      const epoch = Math.floor(drawn / N);
      if (order?.epoch !== epoch)
        order = { epoch, places: permutation(key(seed, STREAM.order, epoch), N) };
      const passage = order.places[drawn % N]!;
      const k = maskKey(seed, epoch, passage, dupeFactor);
      const own = encoded[passage]!;
      if (!nextSentence || step < from) {
        rows.push({ parts: own, k, asksWords: true });
        continue;
      }
      const u = key(k, STREAM.nextSentence);
      const isOther = uniformAt(u, 0) < OTHERS;
      let other = Math.floor(uniformAt(u, 1) * N);
      while (seconds[other] === seconds[passage]) other = (other + 1) % N;
      const parts = isOther ? fitted([own[0]!, encoded[other]![1]!], T) : own;
      rows.push({
        ...{ parts, k, label: nextSentence[isOther ? 1 : 0] },
        asksWords: !(isOther && asksWordsOfOwnOnly),
      });
    }
    const inputIds = new Int32Array(B * T).fill(PAD_ID);
    const attentionMask = new Int32Array(B * T);
    const tokenTypeIds = new Int32Array(B * T);
    const positions: number[] = [];
    const labels: number[] = [];
    rows.forEach(({ parts, k, label, asksWords }, b) => {
      const begin = b * T;
      if (label !== undefined) {
        positions.push(begin);
        labels.push(label);
      }
      const ids = Int32Array.from(parts.flatMap((part) => [...part]));
      const numbers = ids.map((_, i) => i);
      const window = { ids, wordIds: numbers, phraseIds: numbers };
      const masked = collate(window, { settings, vocabSize: V, counts, key: k });
      let place = begin;
      inputIds[place++] = CLS_ID;
      let next = 0;
      parts.forEach((part, segment) => {
        for (let i = 0; i < part.length; i++, next++) {
          // Hidden all the same where they are not asked about: else a hidden word would tell that the pair is whole.
          if (asksWords && masked.labels[next] !== NOT_ASKED) {
            positions.push(place);
            labels.push(masked.labels[next]!);
          }
          tokenTypeIds[place] = segment;
          inputIds[place++] = masked.inputIds[next]!;
        }
        tokenTypeIds[place] = segment;
        inputIds[place++] = SEP_ID;
      });
      attentionMask.fill(1, begin, place);
    });
    return {
      ...{ batchSize: B, sequenceLength: T, inputIds, attentionMask },
      ...(tokenTypeIds.some((type) => type > 0) && { tokenTypeIds }),
      positions: Int32Array.from(positions),
      labels: Int32Array.from(labels),
    };
  }
  return { at };
}

/** Two sentences that may come from two passages, the second cut where both are longer than T. */
function fitted([first, second]: readonly [Int32Array, Int32Array], T: number): Int32Array[] {
  return [first, second.subarray(0, T - 3 - first.length)];
}
