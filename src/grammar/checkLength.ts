import { END, type Rows } from './automaton';
import { GrammarError } from './grammarError';
import type { Alternative, Grammar } from './parse';

/** Words of the shortest sentence of an automaton; infinite where none ends. */
function shortestOf(rows: Rows): number {
  const seen = new Set([0]);
  let states = [0];
  for (let n = 0; states.length > 0; n++) {
    const next: number[] = [];
    for (const state of states) {
      for (const { to } of rows[state]!) {
        if (to === END) return n;
        if (!seen.has(to)) next.push(to);
        seen.add(to);
      }
    }
    states = next;
  }
  return Number.POSITIVE_INFINITY;
}

/** The fewest words that each rule writes, as if no references were tied. */
function fewestWords({ rules }: Grammar) {
  const fewest = new Map<string, number>();
  const ofAlternative = ({ items }: Alternative) =>
    items.reduce((sum, item) => {
      if (item.kind === 'mark') return sum;
      return sum + (item.kind === 'word' ? 1 : (fewest.get(item.name) ?? Number.POSITIVE_INFINITY));
    }, 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { name, alternatives } of rules) {
      const least = alternatives.reduce(
        (fewest, alternative) => Math.min(fewest, ofAlternative(alternative)),
        Number.POSITIVE_INFINITY,
      );
      if (least >= (fewest.get(name) ?? Number.POSITIVE_INFINITY)) continue;
      fewest.set(name, least);
      changed = true;
    }
  }
  return { fewest, ofAlternative };
}

/**
 * The alternative that makes even the shortest sentence long: from the sentence down, as long as one rule writes
 * most of the words.
 */
function longPart(grammar: Grammar): { name: string; alternative: Alternative; words: number } {
  const { fewest, ofAlternative } = fewestWords(grammar);
  const byName = new Map(grammar.rules.map((rule) => [rule.name, rule]));
  for (let { name } = grammar.rules[0]!; ; ) {
    const { alternatives } = byName.get(name)!;
    const alternative = alternatives.reduce((a, b) =>
      ofAlternative(b) < ofAlternative(a) ? b : a,
    );
    const words = ofAlternative(alternative);
    // Recursion adds words, so the fewest never lead back to a rule.
    const most = alternative.items.find(
      (item) => item.kind === 'rule' && fewest.get(item.name)! > words / 2,
    );
    if (most?.kind !== 'rule') return { name, alternative, words };
    name = most.name;
  }
}

/**
 * Checks that some sentence has at most `most` words.
 *
 * @throws GrammarError, with the line of the alternative that has to become shorter.
 */
export function checkLength(grammar: Grammar, rows: Rows, most: number): void {
  const shortest = shortestOf(rows);
  if (shortest <= most) return;
  const { name, alternative, words } = longPart(grammar);
  const isSentence = name === grammar.rules[0]!.name;
  throw new GrammarError(
    `no sentence is short enough: the shortest has ${shortest} words, and ${most} is the most. ` +
      (isSentence
        ? `Take words out of this way to write <${name}>, or add a shorter one.`
        : `<${name}> alone writes ${words} of them or more: take some out here, or add a shorter way to write it.`),
    alternative.line,
  );
}
