import { type Automaton, automatonOf, END, longestOf } from './automaton';
import { checkLength } from './checkLength';
import { checkRules, checkUsed } from './checkRules';
import { expand } from './expand';
import { GrammarError } from './grammarError';
import { limitWords } from './limit';
import { merge } from './merge';
import { type Grammar, parseGrammar } from './parse';

export interface CompileOptions {
  /**
   * Most words of a sentence. The language is then the grammar's, given that a sentence is no longer: what
   * is sampled and what is known of it agree. As many as the grammar makes if left out.
   */
  readonly maxWords?: number;
}

/**
 * Makes the automaton of a grammar (see `parseGrammar` for its form). References that are not recursive are
 * written out in place, so what stood before is remembered, however far away; recursion may only stand last.
 *
 * @throws GrammarError, with the line where there is one; RangeError where `maxWords` is not a number from 1.
 */
export function compile(
  grammar: string | Grammar,
  { maxWords = Number.POSITIVE_INFINITY }: CompileOptions = {},
): Automaton {
  if (!(maxWords >= 1)) throw new RangeError(`compile: maxWords ${maxWords} is not at least 1`);
  const parsed = typeof grammar === 'string' ? parseGrammar(grammar) : grammar;
  if (parsed.rules.length === 0) throw new GrammarError('There is no rule yet.');
  checkRules(parsed);
  if (typeof grammar === 'string') checkUsed(parsed); // what a person wrote; one that was made may have spare rules
  const { rows, ...alphabet } = expand(parsed);
  if (rows[0]!.some(({ word }) => word === END)) {
    const [sentence] = parsed.rules;
    throw new GrammarError(
      `<${sentence!.name}>, the sentence, can be empty: give it a word in any case.`,
      sentence!.line,
    );
  }
  const merged = merge(rows);
  if (longestOf(merged) <= maxWords) return automatonOf(alphabet, merged);
  checkLength(parsed, merged, Math.floor(maxWords));
  const limited = merge(limitWords(merged, Math.floor(maxWords)));
  // A word that only longer sentences had is no longer part of the language.
  const used = new Set(limited.flatMap((row) => row.map(({ word }) => word)));
  const kept = alphabet.words.flatMap((_, w) => (used.has(w) ? [w] : []));
  const number = new Map(kept.map((w, k) => [w, k]));
  const renumbered = limited.map((row) =>
    row.map((arc) => ({ ...arc, word: number.get(arc.word) ?? arc.word })),
  );
  return automatonOf({ ...alphabet, words: kept.map((w) => alphabet.words[w]!) }, renumbered);
}
