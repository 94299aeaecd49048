import { withoutForms } from '../../corpus/forms';
import type { EncodedSentence } from '../../dataset/sentencesToWatch';
import { type Blanked, encodeBlanks, type FillToken, parseFill } from '../../masking/fill';
import type { Look } from '../../protocol/look';
import { framed, roomFor } from '../../tokenizer/framing';
import { FIRST_PIECE_ID, MASK_ID, type Vocabulary } from '../../tokenizer/vocabulary';
import { createEncoder } from '../../tokenizer/wordPiece';
import { keepWords, type Uncut } from './keepWords';
import type { Prepared } from './prepared';

/** One token of the watched sentence: the true one, or MASK_ID where the truth is not known. */
export type SpecimenToken = FillToken;

/** The sentence that the model is watched with. */
export interface Specimen extends Blanked {
  /** A sentence of the text by its number there, or the person's own words */
  readonly source:
    | { readonly kind: 'sentence'; readonly index: number; readonly heldOut: boolean }
    | { readonly kind: 'own' };
}

/** The right token, or undefined where it is not known or the vocabulary has none: [UNK] is no answer. */
export function answerOf({ id }: SpecimenToken): number | undefined {
  return id >= FIRST_PIECE_ID ? id : undefined;
}

/** [CLS] … [SEP] as the model sees it, blanks hidden, the blanks' places in that, and what is right there. */
export function lookInput(
  specimen: Specimen,
): Pick<Required<Look>, 'inputIds' | 'blanks' | 'answers'> {
  const hidden = new Set(specimen.blanks);
  const ids = specimen.tokens.map((t, i) => (hidden.has(i) ? MASK_ID : t.id));
  return {
    inputIds: framed(ids),
    blanks: specimen.blanks.map((i) => i + 1),
    answers: specimen.blanks.map((i) => answerOf(specimen.tokens[i]!)),
  };
}

type Pieces = Pick<EncodedSentence, 'ids' | 'starts' | 'ends' | 'wordIds'>;

function tokensOf(pieces: Pieces): SpecimenToken[] {
  const { ids, starts, ends, wordIds } = pieces;
  return Array.from(ids, (id, i) => ({
    id,
    start: starts[i]!,
    end: ends[i]!,
    wordId: wordIds[i]!,
  }));
}

/** The person's own sentence. Throws, in words for the page, where it cannot be shown to the model. */
export function ownSpecimen(
  written: string,
  vocabulary: Vocabulary,
  sequenceLength: number,
): Specimen {
  const { text, blanks, ...pieces } = parseFill(withoutForms(written), createEncoder(vocabulary));
  const tokens = tokensOf(pieces);
  const room = roomFor(sequenceLength);
  if (tokens.length === 0) {
    throw new Error('There is no sentence. Type one with a blank, such as “The ___ is late.”');
  }
  if (tokens.length > room) {
    throw new Error(
      `This sentence is ${tokens.length} tokens long and the model reads ${room} at most. Shorten it, or raise the sequence length under Model.`,
    );
  }
  if (blanks.length === 0) {
    throw new Error(
      'There is no blank to fill. Write ___ (at least three underscores) or [MASK] where a word is missing.',
    );
  }
  return { source: { kind: 'own' }, text, tokens, blanks };
}

/** Cuts an own sentence into tokens; all that `hidden` spans are blanks. */
function cut({ text, marks, hidden }: Uncut, vocabulary: Vocabulary): Specimen {
  const { blanks: marked, ...pieces } = encodeBlanks(text, marks, createEncoder(vocabulary));
  const tokens = tokensOf(pieces);
  const blanks = [...tokens.keys()].filter((i) => {
    const { start, end } = tokens[i]!;
    return marked.includes(i) || hidden.some((word) => start < word.end && end > word.start);
  });
  return { source: { kind: 'own' }, text, tokens, blanks };
}

/** Whether a word is a blank in part only, as where it is the whole sentence. */
function hasPartlyHidden({ tokens, blanks }: Specimen): boolean {
  const hidden = new Set(blanks);
  return blanks.some((b) => {
    const { wordId } = tokens[b]!;
    return [b - 1, b + 1].some((i) => tokens[i]?.wordId === wordId && !hidden.has(i));
  });
}

const seenByModel = (specimen: Specimen) => lookInput(specimen).inputIds.join();

function seenByReader({ text, tokens, blanks }: Specimen): string {
  const hidden = new Set(blanks);
  return tokens
    .map(({ start, end }, i) => (hidden.has(i) ? '[MASK]' : text.slice(start, end)))
    .join('');
}

/** An own sentence for another vocabulary; the same words are blanks. */
export function cutAgain(specimen: Specimen, vocabulary: Vocabulary): Specimen {
  const blanks = specimen.blanks.map((i) => specimen.tokens[i]!);
  const marks = blanks.filter(({ id }) => id === MASK_ID);
  return cut({ text: specimen.text, marks, hidden: blanks }, vocabulary);
}

/**
 * The person's own sentence, written over another one: what they left alone keeps its blanks, and the words behind
 * them. Where no word is another, it is still the sentence that it was.
 */
export function editSpecimen(before: Specimen, after: Specimen, vocabulary: Vocabulary): Specimen {
  const specimen = cut(keepWords(before, after), vocabulary);
  // A word that is written close to a blank would become one with the word behind that; the rest of a word that is
  // hidden in part stands close to one too, and is to go on with it.
  const seen = hasPartlyHidden(before) ? seenByReader : seenByModel;
  if (seen(specimen) !== seen(after)) return after;
  const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();
  const isSame =
    spaced(specimen.text) === spaced(before.text) &&
    specimen.tokens.length === before.tokens.length;
  return isSame ? { ...before, blanks: specimen.blanks } : specimen;
}

/**
 * A sentence of the text with the blanks that teach most.
 *
 * @param telling [V] of a known language: how much each token's answer changes with the side that one looks at
 */
export function sentenceSpecimen(
  { counts, vocabulary }: Pick<Prepared, 'counts' | 'vocabulary'>,
  sentence: EncodedSentence,
  telling?: Float32Array,
): Specimen {
  const { index, heldOut, text } = sentence;
  const tokens = tokensOf(sentence);
  return {
    source: { kind: 'sentence', index, heldOut },
    text,
    tokens,
    blanks: teachingBlanks(tokens, { counts, vocabulary, telling }),
  };
}

/** Two letters or more; in Chinese one, as each is a word. */
const WORD = /^(?:[\p{L}\p{M}]{2,}|\p{Script=Han})$/u;

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
    if (id <= MASK_ID || !alone(i) || !WORD.test(word)) return 0;
    return Math.min(word.length, 7) * Math.min(counts[id]!, 12);
  };
  const wanted = 1 + Number(tokens.length >= 7) + Number(tokens.length >= 16);
  const order = tokens.map((_, i) => i).sort((a, b) => worth(b) - worth(a) || a - b);
  const chosen: number[] = [];
  for (const i of order) {
    if (chosen.length === wanted || worth(i) === 0) break;
    if (chosen.every((c) => Math.abs(c - i) > 2)) chosen.push(i);
  }
  if (chosen.length > 0) return chosen.sort((a, b) => a - b);
  // Where no word is a token, the first word; where that is half the sentence, as in Thai, one piece of it.
  const first = tokens.find((t) => t.id > MASK_ID);
  const pieces = [...tokens.keys()].filter((i) => tokens[i]!.wordId === first?.wordId);
  return 2 * pieces.length <= tokens.length ? pieces : pieces.slice(0, 1);
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
