import type { Sentence } from '../text/candidates';
import { parseFill, type UnknownWord } from '../text/fill';
import { withoutForms } from '../text/forms';
import { CLS_ID, MASK_ID, SEP_ID, type Vocabulary } from '../text/types';
import { createEncoder } from '../text/wordPiece';
import type { Prepared } from './prepared';

/** One token of the watched sentence. */
export interface SpecimenToken {
  /** The true token; MASK_ID where the person left a blank and the truth is not known */
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly wordId: number;
}

/** The sentence that the model is watched with. */
export interface Specimen {
  /** A held-out sentence by its number in the text, or the person's own words */
  readonly source:
    | { readonly kind: 'sentence'; readonly index: number; readonly heldOut: boolean }
    | { readonly kind: 'own'; readonly raw: string };
  readonly text: string;
  readonly tokens: readonly SpecimenToken[];
  /** Indices into `tokens`, ascending */
  readonly blanks: readonly number[];
  readonly unknownWords: readonly UnknownWord[];
}

/** [CLS] … [SEP] as the model sees it, blanks hidden, and the blanks' places in that. */
export function lookInput(specimen: Specimen): { inputIds: Int32Array; blanks: number[] } {
  const hidden = new Set(specimen.blanks);
  const ids = specimen.tokens.map((t, i) => (hidden.has(i) ? MASK_ID : t.id));
  return {
    inputIds: Int32Array.from([CLS_ID, ...ids, SEP_ID]),
    blanks: specimen.blanks.map((i) => i + 1),
  };
}

/** Most tokens a sentence may have: the model's positions less [CLS] and [SEP]. */
export const roomFor = (sequenceLength: number) => sequenceLength - 2;

/** The person's own sentence. Throws, in words for the page, where it cannot be shown to the model. */
export function ownSpecimen(
  typed: string,
  vocabulary: Vocabulary,
  sequenceLength: number,
): Specimen {
  const raw = withoutForms(typed);
  const parsed = parseFill(raw, createEncoder(vocabulary));
  const room = roomFor(sequenceLength);
  if (parsed.ids.length === 0) {
    throw new Error('There is no sentence. Type one with a blank, such as “The ___ is late.”');
  }
  if (parsed.ids.length > room) {
    throw new Error(
      `This sentence is ${parsed.ids.length} tokens long and the model reads ${room} at most. Shorten it, or raise the sequence length under Model.`,
    );
  }
  if (parsed.blanks.length === 0) {
    throw new Error(
      'There is no blank to fill. Write [MASK] or ___ where a word is missing, or take the sentence and click a word.',
    );
  }
  return {
    source: { kind: 'own', raw },
    text: raw,
    tokens: Array.from(parsed.ids, (id, i) => ({
      id,
      start: parsed.starts[i]!,
      end: parsed.ends[i]!,
      wordId: parsed.wordIds[i]!,
    })),
    blanks: parsed.blanks,
    unknownWords: parsed.unknownWords,
  };
}

/**
 * A sentence of the text with the blanks that teach most.
 *
 * @param telling [V] of a known language: how much each token's answer changes with the side that one looks at
 */
export function sentenceSpecimen(
  { counts, vocabulary }: Pick<Prepared, 'counts' | 'vocabulary'>,
  sentence: Sentence,
  telling?: Float32Array,
): Specimen {
  const { index, heldOut, text, ids, starts, ends, wordIds } = sentence;
  const tokens = Array.from(ids, (id, i) => ({
    id,
    start: starts[i]!,
    end: ends[i]!,
    wordId: wordIds[i]!,
  }));
  return {
    source: { kind: 'sentence', index, heldOut },
    text,
    tokens,
    blanks: teachingBlanks(tokens, { counts, vocabulary, telling }),
    unknownWords: [],
  };
}

/**
 * One to three whole words worth asking for: longer words that the text repeats, apart from each
 * other. A word that occurs once cannot be learned, and "the" teaches little. In a known language those
 * whose answer changes most with the side that one looks at.
 */
function teachingBlanks(
  tokens: readonly SpecimenToken[],
  {
    counts,
    vocabulary,
    telling,
  }: Pick<Prepared, 'counts' | 'vocabulary'> & { readonly telling: Float32Array | undefined },
): number[] {
  const alone = (i: number) =>
    tokens[i - 1]?.wordId !== tokens[i]!.wordId && tokens[i + 1]?.wordId !== tokens[i]!.wordId;
  const worth = (i: number) => {
    const { id } = tokens[i]!;
    if (telling) return telling[id]!;
    const word = vocabulary.tokens[id]!;
    if (id <= MASK_ID || !alone(i) || !/^\p{L}{2,}$/u.test(word)) return 0;
    return Math.min(word.length, 7) * Math.min(counts[id]!, 12);
  };
  const wanted = 1 + Number(tokens.length >= 7) + Number(tokens.length >= 16);
  const order = tokens.map((_, i) => i).sort((a, b) => worth(b) - worth(a) || a - b);
  const chosen: number[] = [];
  for (const i of order) {
    if (chosen.length === wanted || worth(i) === 0) break;
    if (chosen.every((c) => Math.abs(c - i) > 2)) chosen.push(i);
  }
  if (chosen.length === 0 && tokens.length > 0) {
    const any = tokens.findIndex((t) => t.id > MASK_ID);
    if (any >= 0) chosen.push(any);
  }
  return chosen.sort((a, b) => a - b);
}

/** Makes the whole word of token `index` a blank, or takes its blank away. */
export function toggleBlank(specimen: Specimen, index: number): Specimen {
  const word = specimen.tokens[index]!.wordId;
  const pieces = specimen.tokens.flatMap((t, i) => (t.wordId === word ? [i] : []));
  const isBlank = specimen.blanks.includes(index);
  // A blank of the person's own has no truth to go back to.
  if (isBlank && specimen.tokens[index]!.id === MASK_ID) return specimen;
  const blanks = isBlank
    ? specimen.blanks.filter((b) => !pieces.includes(b))
    : [...specimen.blanks, ...pieces].sort((a, b) => a - b);
  return { ...specimen, blanks };
}
