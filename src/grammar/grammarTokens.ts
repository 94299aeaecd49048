import { shortened } from '../base/words';
import { words } from '../tokenizer/preTokenize';
import { MAX_WORD_CHARS } from '../tokenizer/vocabulary';
import { GrammarError } from './grammarError';

/** What an alternative is made of. */
export type Item =
  | { readonly kind: 'word'; readonly word: string; readonly line: number }
  | {
      readonly kind: 'rule';
      readonly name: string;
      /** References of one alternative with equal tags take the alternative of the same number. */
      readonly tag: string | undefined;
      readonly line: number;
    }
  | {
      readonly kind: 'mark';
      /** Whether it labels the sentence, or the word that comes next */
      readonly of: 'sentence' | 'word';
      readonly name: string;
      readonly value: string;
      readonly line: number;
    };

export type GrammarToken =
  | Item
  | { readonly kind: 'bar'; readonly line: number }
  | {
      readonly kind: 'weight';
      readonly weight: number;
      readonly text: string;
      readonly line: number;
    };

/** Letters, digits, `_` and `-`. */
export const NAME = '[\\p{L}\\p{N}_-]+';
const SPACE = /\s+/uy;
const QUOTED = /"([^"\s]+)"/uy;
const REFERENCE = new RegExp(`<(${NAME})(?::(${NAME}))?>`, 'uy');
const WEIGHT = /\[([^[\]]*)\]/uy;
const MARK = /\{([^{}]*)\}/uy;
const MARK_PARTS = new RegExp(`^\\s*(${NAME})\\s*([=:])\\s*(${NAME})\\s*$`, 'u');
const PLAIN = /[^\s|<#[{]+/uy;
const NUMBER = /^\d+(?:\.\d+)?$/u;

/** Weights further apart would be rounded away, and never be drawn. */
const WEIGHTS = { least: 1e-6, most: 1e6 };

/** A word has to be one word to BERT's pre-tokenizer too, or a blank would not be a word of the language. */
function checked(word: string, line: number): Item {
  const found = words(word);
  const whole = found.length === 1 && found[0]!.start === 0 && found[0]!.end === word.length;
  if (!whole) {
    const parts = found.map(({ start, end }) => word.slice(start, end)).join(' ');
    const named = shortened(word);
    throw new GrammarError(
      found.length > 1
        ? `the tokenizer cuts “${named}” into ${found.length} words. Write them apart: ${shortened(parts)}`
        : `“${named}” begins or ends with a character that the tokenizer removes.`,
      line,
    );
  }
  if (word.length > MAX_WORD_CHARS) {
    throw new GrammarError(`a word is longer than ${MAX_WORD_CHARS} characters.`, line);
  }
  return { kind: 'word', word, line };
}

function weight(text: string, line: number): GrammarToken {
  const value = NUMBER.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= WEIGHTS.least && value <= WEIGHTS.most) {
    return { kind: 'weight', weight: value, text, line };
  }
  throw new GrammarError(
    `the weight [${shortened(text)}] is not a number from ${WEIGHTS.least} to ${WEIGHTS.most}, as in [3] or [0.5].`,
    line,
  );
}

const MARKS = 'Write {topic=sea} for the sentence, or {role:subject} for the next word.';

function mark(text: string, line: number): Item {
  const parts = MARK_PARTS.exec(text);
  if (!parts) {
    throw new GrammarError(`{${shortened(text)}} is not a mark. ${MARKS}`, line);
  }
  const of = parts[2] === '=' ? 'sentence' : 'word';
  return { kind: 'mark', of, name: parts[1]!, value: parts[3]!, line };
}

/**
 * The tokens of (the rest of) one line, up to its comment.
 *
 * @throws GrammarError
 */
export function tokensOf(text: string, from: number, line: number): GrammarToken[] {
  const tokens: GrammarToken[] = [];
  let at = from;
  const match = (expression: RegExp) => {
    expression.lastIndex = at;
    const found = expression.exec(text);
    if (found) at = expression.lastIndex;
    return found;
  };
  for (;;) {
    match(SPACE);
    const sign = text[at];
    if (sign === undefined || sign === '#') return tokens;
    let found: RegExpExecArray | null;
    if (sign === '|') {
      at++;
      tokens.push({ kind: 'bar', line });
    } else if (sign === '<') {
      found = match(REFERENCE);
      if (!found) {
        throw new GrammarError('“<” begins the name of a rule, as in <noun>. As a word: "<"', line);
      }
      tokens.push({ kind: 'rule', name: found[1]!, tag: found[2], line });
    } else if (sign === '[') {
      found = match(WEIGHT);
      if (!found) throw new GrammarError('“[” begins a weight, as in [3]. As a word: "["', line);
      tokens.push(weight(found[1]!, line));
    } else if (sign === '{') {
      found = match(MARK);
      if (!found) {
        throw new GrammarError(`“{” begins a mark. ${MARKS} As a word: "{"`, line);
      }
      tokens.push(mark(found[1]!, line));
    } else {
      tokens.push(checked(match(QUOTED)?.[1] ?? match(PLAIN)![0], line));
    }
  }
}
