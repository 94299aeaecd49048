import { EXPERIMENT_SETTINGS } from '../config/experiments';
import type { Settings } from '../config/settings';
import { compile } from '../grammar/compile';
import { type BlankFloor, floorsOf, meanFloors } from '../grammar/floors';
import { GrammarError } from '../grammar/grammarError';
import { overTokens, wordIdsOf } from '../grammar/tokenAutomaton';
import { createTruth } from '../grammar/truth';
import type { LanguageFacts } from '../protocol/run';
import { roomFor } from '../tokenizer/framing';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { EXAM_MASKING, type Exam } from '../train/exam';
import type { Truth } from '../train/truth';

/** Longest sentence that is sampled for a text, in words: one that fits in a window of the experiments. */
export const MOST_WORDS = roomFor(EXPERIMENT_SETTINGS.maxPositionEmbeddings);

export interface LanguageTextOptions {
  /** As a person writes it; see grammar/parse.ts */
  readonly grammar: string;
  readonly vocabulary: Vocabulary;
  readonly exam: Exam;
  readonly settings: Pick<
    Settings,
    'maxPositionEmbeddings' | 'packSentences' | 'keepTogether' | 'tokenizer'
  >;
}

/** What is known of a language that is learned as a text, or why nothing is under these settings. */
export type KnownLanguage =
  | { readonly truth: Truth; readonly facts: LanguageFacts }
  | { readonly truth: undefined; readonly reason: string };

/** [V] How far one side's exact answer is from that of both, mean over the blanks of each token. */
function tellingTokens(
  blanks: readonly BlankFloor[],
  exam: Exam,
  { tokens }: Vocabulary,
): Float32Array {
  const sums = new Float32Array(tokens.length);
  const counts = new Float32Array(tokens.length);
  exam.batches
    .flatMap(({ labels }) => Array.from(labels))
    .forEach((label, m) => {
      const { left, right } = blanks[m]!.moved;
      sums[label]! += Math.max(left, right);
      counts[label]!++;
    });
  return sums.map((sum, id) => sum / Math.max(1, counts[id]!));
}

/**
 * The exact answers and the floors of a language whose sentences are learned as a text, with a vocabulary learned from
 * them. They hold only if each word is a token, each sentence has a window to itself, and the exam's sentences are a
 * random sample: with repeats kept on one side they are not.
 */
export function knowLanguage(options: LanguageTextOptions): KnownLanguage {
  const { grammar, vocabulary, exam, settings } = options;
  const automaton = compile(grammar, { maxWords: MOST_WORDS });
  const unknown = (reason: string): KnownLanguage => ({ truth: undefined, reason });
  const room = roomFor(settings.maxPositionEmbeddings);
  if (automaton.longest > room) {
    return unknown(
      `Its sentences have up to ${automaton.longest} words, but a window has room for ${room}: raise the sequence length.`,
    );
  }
  if (settings.packSentences) {
    return unknown('Sentences share windows: switch “Fill windows” off under Model.');
  }
  if (settings.keepTogether) {
    return unknown(
      'The exam leaves out what is like a sentence trained on, so its sentences are not drawn as the grammar draws them: switch “Keep repeats together” off under Model.',
    );
  }
  let wordIds: Uint32Array;
  try {
    wordIds = wordIdsOf(automaton, vocabulary);
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    return unknown(
      settings.tokenizer === 'word'
        ? `${error.message} Give words that are hardly ever drawn more weight in the grammar.`
        : error.message,
    );
  }
  const overIds = overTokens(automaton, wordIds, vocabulary.tokens.length);
  const blanks = [...floorsOf(exam.batches, overIds, { masking: EXAM_MASKING })].flat();
  const facts = {
    floors: meanFloors(blanks),
    telling: tellingTokens(blanks, exam, vocabulary),
  };
  return { truth: createTruth(overIds), facts };
}
