import { createAscending } from '../base/ascending';
import { CONTEXTS, type Context } from '../config/settings';
import { type Dataset, makeDataset } from '../dataset/dataset';
import {
  BEGINS_PHRASE,
  BEGINS_SENTENCE,
  BEGINS_WORD,
  type EncodedText,
  plainTokens,
} from '../dataset/encodedText';
import { compile } from '../grammar/compile';
import { type BlankFloor, floorsOf, isTelling, meanFloors } from '../grammar/floors';
import { type SampledSentence, sampleSentences } from '../grammar/sample';
import { overTokens, wordIdsOf } from '../grammar/tokenAutomaton';
import { createTruth } from '../grammar/truth';
import type { ExperimentLanguage, ExperimentSpecimen } from '../protocol/experiments';
import type { Floors } from '../protocol/floors';
import type { Guess } from '../protocol/look';
import { MIN_VOCAB_SIZE } from '../tokenizer/alphabet';
import { framed, roomFor } from '../tokenizer/framing';
import { learnVocabulary } from '../tokenizer/learnVocabulary';
import { MASK_ID, SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';
import { EXAM_MASKING, type Exam, LANGUAGE_BLANKS, makeExam } from '../train/exam';
import { likeliest } from '../train/look';
import type { Truth } from '../train/truth';
import { compareSpecimens, type KnownSpecimen } from './specimenOrder';

const SPECIMENS = 24;

/** A language ready to be learned, with the best that any model can do on it. */
export interface Language {
  readonly dataset: Dataset;
  readonly vocabulary: Vocabulary;
  readonly vocabSize: number;
  readonly exam: Exam;
  /** [M] The best possible loss and accuracy at each blank of the exam, in its order */
  readonly floors: readonly BlankFloor[];
  /** Undefined where the words are cut into pieces */
  readonly truth: Truth | undefined;
  /** [S] The words of each sentence, as written */
  readonly sentences: readonly (readonly string[])[];
  /** [S] What the grammar says of each word, in the order of the sentences: labels for a probe */
  readonly labels: readonly (readonly ReadonlyMap<string, string>[])[];
  readonly summary: ExperimentLanguage & { readonly floors: Floors };
}

export interface LanguageOptions {
  /** As a person writes it; see grammar/parse.ts */
  readonly grammar: string;
  readonly sentences: number;
  readonly seed: number;
  /** T; a sentence has at most `roomFor(T)` words */
  readonly sequenceLength: number;
  /** Called between two parts of the work (`rest.ts`), to let other work in */
  readonly rest?: () => Promise<unknown>;
}

/**
 * The words as tokens, in the order in which a tokenizer of whole words learns them from these sentences, so that a
 * model of the experiments fits the same language opened as a text. Words that were never sampled come last.
 */
function vocabularyOf(drawn: readonly SampledSentence[], words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const sentence of drawn) {
    for (const word of sentence.words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const vocabSize = Math.max(MIN_VOCAB_SIZE, words.length + SPECIAL_TOKENS.length);
  const learning = learnVocabulary('word', counts, { vocabSize, minFrequency: 1 });
  let learned = learning.next();
  while (!learned.done) learned = learning.next();
  return [...learned.value, ...words.filter((word) => !counts.has(word))];
}

/** Sentences as they are trained on: every word is a token, and every sentence a group of its own. */
function encode(sentences: readonly (readonly number[])[], vocabSize: number): EncodedText {
  const ids = Uint16Array.from(sentences.flat());
  const sentenceStarts = createAscending();
  sentenceStarts.push(0);
  const counts = new Uint32Array(vocabSize);
  for (const id of ids) counts[id]!++;
  const marks = new Uint8Array(ids.length).fill(BEGINS_WORD | BEGINS_PHRASE);
  let start = 0;
  for (const words of sentences) {
    if (words.length > 0) marks[start]! |= BEGINS_SENTENCE;
    start += words.length;
    sentenceStarts.push(start);
  }
  return {
    tokens: plainTokens({ ids, marks }),
    sentenceStarts,
    groups: Uint32Array.from(sentences, (_, s) => s),
    counts,
  };
}

const OPENING = /^[([“«‹]$/;
const CLOSING = /^[.,;:!?)\]”»‡¡]$/;

/** What stands between two words: nothing before a closing mark or after an opening one. Of a blank, neither is known. */
const gap = (word = '', next = '.') => (OPENING.test(word) || CLOSING.test(next) ? '' : ' ');

/** Words as they are written. */
const written = (words: readonly string[]) =>
  words.map((word, i) => (i > 0 ? gap(words[i - 1], word) + word : word)).join('');

/** What is written before word `at` of a sentence, and after it. */
function around(words: readonly string[], at: number) {
  const before = written(words.slice(0, at));
  return {
    before: at > 0 ? before + gap(words[at - 1], '') : '',
    after: gap('', words[at + 1]) + written(words.slice(at + 1)),
  };
}

/** Held-out sentences with one blank each, first those that show best what both sides are good for. */
async function chooseSpecimens(
  { encoded, heldOut }: Dataset,
  vocabulary: readonly string[],
  truth: Truth,
  rest: () => Promise<unknown>,
): Promise<ExperimentSpecimen[]> {
  const { tokens, sentenceStarts } = encoded;
  const seen = new Set<string>();
  const found: KnownSpecimen[] = [];
  for (let s = 0; s < heldOut.length && found.length < 4 * SPECIMENS; s++) {
    if (!heldOut[s]) continue;
    const sentence = Array.from(tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).ids);
    if (seen.has(sentence.join())) continue;
    seen.add(sentence.join());
    await rest();
    let best: KnownSpecimen | undefined;
    for (let i = 0; i < sentence.length; i++) {
      const inputIds = framed(sentence);
      inputIds[i + 1] = MASK_ID;
      const exact = CONTEXTS.map((context) => truth.posterior(inputIds, [i + 1], context)?.[0]);
      if (exact.some((p) => !p)) continue;
      const of = Object.fromEntries(CONTEXTS.map((c, k) => [c, exact[k]!])) as Record<
        Context,
        Float64Array
      >;
      // All possible tokens: the page says of any other that it is impossible.
      const guesses = (context: Context): Guess[] => likeliest(of[context], vocabulary.length);
      const specimen: KnownSpecimen = {
        ...around(
          sentence.map((id) => vocabulary[id]!),
          i,
        ),
        inputIds,
        blank: i + 1,
        answer: sentence[i]!,
        exact: { left: guesses('left'), right: guesses('right'), both: guesses('both') },
      };
      if (!best || compareSpecimens(specimen, best) < 0) best = specimen;
    }
    if (best) found.push(best);
  }
  return found.sort(compareSpecimens).slice(0, SPECIMENS);
}

/** How many held-out sentences also occur in the training part. */
function repeatedOf({ encoded, heldOut }: Dataset): number {
  const { tokens, sentenceStarts } = encoded;
  const textOf = (s: number) =>
    tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).ids.join();
  const trained = new Set<string>();
  for (let s = 0; s < heldOut.length; s++) if (!heldOut[s]) trained.add(textOf(s));
  let repeated = 0;
  for (let s = 0; s < heldOut.length; s++) if (heldOut[s] && trained.has(textOf(s))) repeated++;
  return repeated;
}

/**
 * Samples sentences from a grammar, makes their exam, and computes the best that any model can do in it.
 *
 * @throws GrammarError, in words for the page
 */
export async function makeLanguage(options: LanguageOptions): Promise<Language> {
  const { grammar, sentences, seed, sequenceLength, rest = async () => {} } = options;
  const automaton = compile(grammar, { maxWords: roomFor(sequenceLength) });
  const drawn = sampleSentences(automaton, seed, sentences);
  const tokens = vocabularyOf(drawn, automaton.words);
  const vocabSize = tokens.length;
  const vocabulary = { tokens, doLowerCase: false, stripAccents: false };
  const wordIds = wordIdsOf(automaton, vocabulary);
  const overIds = overTokens(automaton, wordIds, vocabSize);
  const idOf = new Map(automaton.words.map((word, w) => [word, wordIds[w]!]));
  const encoded = encode(
    drawn.map(({ words }) => words.map((word) => idOf.get(word)!)),
    vocabSize,
  );
  const dataset = makeDataset(encoded, {
    sequenceLength,
    keepTogether: false,
    packSentences: false,
  });
  const exam = makeExam(dataset, vocabSize, LANGUAGE_BLANKS);
  const blanks: BlankFloor[] = [];
  for (const ofWindow of floorsOf(exam.batches, overIds, { masking: EXAM_MASKING })) {
    blanks.push(...ofWindow);
    await rest();
  }
  const telling = Uint8Array.from(blanks, (blank) => Number(isTelling(blank)));
  const told = blanks.filter((_, i) => telling[i] === 1);
  const truth = createTruth(overIds);
  const specimens = await chooseSpecimens(dataset, tokens, truth, rest);
  const held = dataset.heldOut.reduce((a, b) => a + b, 0);
  return {
    ...{ dataset, vocabulary, vocabSize, exam, floors: blanks, truth },
    sentences: drawn.map(({ words }) => words),
    labels: drawn.map(({ labels, wordLabels }) =>
      wordLabels.map((own) => new Map([...labels, ...own])),
    ),
    summary: {
      tokens,
      trainSentences: sentences - held,
      examSentences: exam.sentences,
      repeatedShare: repeatedOf(dataset) / held,
      examBlanks: exam.blanks,
      examShare: exam.share,
      telling,
      floors: meanFloors(blanks),
      tellingFloors: told.length > 0 ? meanFloors(told) : undefined,
      groups: exam.groups,
      knowsNothing: exam.knowsNothing,
      knowsFrequencies: exam.knowsFrequencies,
      specimens,
    },
  };
}
