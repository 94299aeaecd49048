import { key, permutation, uniforms } from '../../base/random';
import { materialOf } from '../material';
import { drawSentence, STATEMENTS } from '../search/sentences';
import { TOPIC_NAMES } from '../search/topics';
import { world } from '../search/world';
import { ITEM_SEED } from '../use';

/** Sentences of a text on its main matter, and as many on other matters */
export const MAIN = 4;

/** A text and which of its sentences are on its main matter. */
export interface Text {
  readonly sentences: readonly string[];
  /** [sentences] */
  readonly isMain: readonly boolean[];
  /** What it is about, where the language says */
  readonly matter?: string;
}

const inOrder = (one: Text, k: number): Text => {
  const order = Array.from(permutation(k, one.sentences.length));
  return {
    ...one,
    sentences: order.map((i) => one.sentences[i]!),
    isMain: order.map((i) => one.isMain[i]!),
  };
};

/**
 * Texts of eight sentences: four about one topic, and one about each of four others, in any order. The model has read none
 * of the sentences.
 */
export function drawTexts(count: number, seed = ITEM_SEED): readonly Text[] {
  const read = new Set(materialOf(world).passages);
  return Array.from({ length: count }, (_, i) => {
    const next = uniforms(key(seed, i));
    const [main, ...others] = permutation(key(seed, i, 1), TOPIC_NAMES.length);
    const sentences: string[] = [];
    const fresh = (topic: number) => {
      for (;;) {
        const frame = STATEMENTS[Math.floor(next() * STATEMENTS.length)]!;
        const { text } = drawSentence(topic, frame, next, 0);
        if (!read.has(text) && !sentences.includes(text)) return text;
      }
    };
    for (let s = 0; s < MAIN; s++) sentences.push(fresh(main!));
    for (let s = 0; s < MAIN; s++) sentences.push(fresh(others[s]!));
    const isMain = sentences.map((_, s) => s < MAIN);
    return inOrder({ sentences, isMain, matter: TOPIC_NAMES[main!]! }, key(seed, i, 2));
  });
}

/** From a person's text: four sentences that stand in a row, among four from elsewhere, in any order. */
export function mixedTexts(own: readonly string[], count: number): readonly Text[] {
  const N = own.length;
  if (N < 4 * MAIN) return [];
  return Array.from({ length: count }, (_, i) => {
    const next = uniforms(key(ITEM_SEED, N, i));
    const from = Math.floor(next() * (N - MAIN + 1));
    const row = own.slice(from, from + MAIN);
    const elsewhere = Array.from(permutation(key(ITEM_SEED, N, i, 1), N)).filter(
      (at) => at < from - MAIN || at >= from + 2 * MAIN,
    );
    const sentences = [...row, ...elsewhere.slice(0, MAIN).map((at) => own[at]!)];
    const isMain = sentences.map((_, s) => s < MAIN);
    return inOrder({ sentences, isMain }, key(ITEM_SEED, N, i, 2));
  });
}
