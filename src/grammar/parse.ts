import { GrammarError } from './grammarError';
import { type GrammarToken, type Item, NAME, tokensOf } from './grammarTokens';

/** One way to write a rule out. */
export interface Alternative {
  readonly items: readonly Item[];
  /** Positive; its share among the rule's alternatives is its probability. */
  readonly weight: number;
  readonly line: number;
}

export interface Rule {
  readonly name: string;
  readonly alternatives: readonly Alternative[];
  readonly line: number;
}

/** Rules in the order they are written in; the first is the sentence. */
export interface Grammar {
  readonly rules: readonly Rule[];
}

const MOST_RULES = 1000;
const HEAD = new RegExp(`^(${NAME})\\s*=`, 'u');
const NOTHING = /^\s*(?:#|$)/u;

function headOf(text: string, line: number): RegExpExecArray {
  const head = HEAD.exec(text);
  if (head) return head;
  throw new GrammarError(
    'a rule begins with its name and “=”, as in: noun = boat | ship. ' +
      'A line that goes on with the rule before begins with a space.',
    line,
  );
}

/** Where a mark of a word stands last, there is no word to be marked. */
function checkMarks(items: readonly Item[]): void {
  const last = items.at(-1);
  if (last?.kind === 'mark' && last.of === 'word') {
    throw new GrammarError(
      `{${last.name}:${last.value}} marks the next word, and none follows.`,
      last.line,
    );
  }
}

function alternativesOf(tokens: readonly GrammarToken[], line: number): Alternative[] {
  const alternatives: Alternative[] = [];
  let items: Item[] = [];
  let weight: Extract<GrammarToken, { kind: 'weight' }> | undefined;
  const finish = (at: number) => {
    checkMarks(items);
    alternatives.push({ items, weight: weight?.weight ?? 1, line: items[0]?.line ?? at });
    items = [];
    weight = undefined;
  };
  for (const token of tokens) {
    if (token.kind === 'bar') {
      finish(token.line);
    } else if (weight) {
      const problem = `the weight [${weight.text}] stands at the end of its alternative only, once.`;
      throw new GrammarError(problem, token.line);
    } else if (token.kind === 'weight') {
      weight = token;
    } else {
      items.push(token);
    }
  }
  finish(tokens.at(-1)?.line ?? line);
  return alternatives;
}

/**
 * Reads a weighted grammar. One rule a line: `name = words <other> words [3] | …`. `<name>` stands for a
 * rule, `[3]` at the end of an alternative is its weight (1 if left out), `#` begins a comment, a line that
 * begins with white space goes on with the rule before, and the first rule is the sentence. Everything else
 * between white space is a word; `"["` is the word `[`. An alternative without words is allowed, so that a
 * rule can be left out: `adverb = | slowly`. `<noun:n>` and `<verb:n>` in one alternative are tied: both take
 * their first alternative, or both their second, and so on, by the weights of the one that stands first. `{topic=sea}` labels the sentence, `{role:subject}` the word
 * that comes next; neither is a word.
 *
 * @throws GrammarError, with the line.
 */
export function parseGrammar(text: string): Grammar {
  const drafts: { name: string; line: number; tokens: GrammarToken[] }[] = [];
  const lineOf = new Map<string, number>();
  text.split(/\r\n|[\n\r\u2028\u2029]/u).forEach((content, l) => {
    const line = l + 1;
    if (NOTHING.test(content)) return;
    if (/^\s/u.test(content)) {
      const before = drafts.at(-1);
      if (!before) throw new GrammarError('there is no rule before to go on with.', line);
      for (const token of tokensOf(content, 0, line)) before.tokens.push(token);
      return;
    }
    const head = headOf(content, line);
    const name = head[1]!;
    const first = lineOf.get(name);
    if (first !== undefined) {
      throw new GrammarError(`<${name}> is defined a second time; it is in line ${first}.`, line);
    }
    if (drafts.length === MOST_RULES) {
      throw new GrammarError(`there are more than ${MOST_RULES} rules.`, line);
    }
    lineOf.set(name, line);
    drafts.push({ name, line, tokens: tokensOf(content, head[0].length, line) });
  });
  if (drafts.length === 0) {
    throw new GrammarError('There is no rule yet. Write one, as in: sentence = the boat sleeps .');
  }
  const rules = drafts.map(({ name, line, tokens }) => {
    if (tokens.length === 0) throw new GrammarError(`<${name}> has no alternative.`, line);
    return { name, line, alternatives: alternativesOf(tokens, line) };
  });
  return { rules };
}

/** What must be put in quotation marks to be a word. */
const SIGNIFICANT = /^[<[{|#]$|^"[^"]+"$/u;

function printItem(item: Item): string {
  switch (item.kind) {
    case 'word':
      return SIGNIFICANT.test(item.word) ? `"${item.word}"` : item.word;
    case 'rule':
      return item.tag === undefined ? `<${item.name}>` : `<${item.name}:${item.tag}>`;
    case 'mark':
      return `{${item.name}${item.of === 'sentence' ? '=' : ':'}${item.value}}`;
  }
}

/** A grammar as `parseGrammar` reads it, one rule a line. */
export function printGrammar({ rules }: Grammar): string {
  const print = ({ items, weight }: Alternative) =>
    // A weight of 1 is written where there is nothing else: a rule needs something to its right.
    [...items.map(printItem), ...(weight === 1 && items.length > 0 ? [] : [`[${weight}]`])].join(
      ' ',
    );
  return rules
    .map(({ name, alternatives }) => `${name} = ${alternatives.map(print).join(' | ')}\n`)
    .join('');
}
