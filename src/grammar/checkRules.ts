import { GrammarError } from './grammarError';
import type { Alternative, Grammar, Rule } from './parse';

type ByName = ReadonlyMap<string, Rule>;

/** The rules that hold once `holds` is true of one (or every) alternative, given those found so far. */
function fixpoint(
  rules: readonly Rule[],
  holds: (alternative: Alternative, found: ReadonlySet<string>) => boolean,
): Set<string> {
  const found = new Set<string>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { name, alternatives } of rules) {
      if (alternatives.some((a) => holds(a, found))) found.add(name);
    }
  }
  return found;
}

/** Rules that can produce no word at all. */
function emptyRules({ rules }: Grammar): Set<string> {
  return fixpoint(rules, ({ items }, found) =>
    items.every((i) => i.kind === 'mark' || (i.kind === 'rule' && found.has(i.name))),
  );
}

function checkDefined(rules: readonly Rule[], byName: ByName): void {
  for (const { alternatives } of rules) {
    for (const { items } of alternatives) {
      for (const item of items) {
        if (item.kind === 'rule' && !byName.has(item.name)) {
          throw new GrammarError(`<${item.name}> is not defined.`, item.line);
        }
      }
    }
  }
}

/** Tied references need as many alternatives on each side. */
function checkTies(rules: readonly Rule[], byName: ByName): void {
  for (const { alternatives } of rules) {
    for (const { items } of alternatives) {
      const first = new Map<string, string>();
      for (const item of items) {
        if (item.kind !== 'rule' || item.tag === undefined) continue;
        const other = first.get(item.tag) ?? item.name;
        first.set(item.tag, other);
        const [here, there] = [item.name, other].map((n) => byName.get(n)!.alternatives.length);
        if (here === there) continue;
        throw new GrammarError(
          `<${item.name}:${item.tag}> is tied to <${other}:${item.tag}>, but <${item.name}> has ${here} ` +
            `alternatives and <${other}> has ${there}.`,
          item.line,
        );
      }
    }
  }
}

function checkEnds(rules: readonly Rule[]): void {
  const ending = fixpoint(rules, ({ items }, found) =>
    items.every((i) => i.kind !== 'rule' || found.has(i.name)),
  );
  const endless = rules.find(({ name }) => !ending.has(name));
  if (endless) {
    const problem = `<${endless.name}> never ends: every alternative leads to a rule that needs itself.`;
    throw new GrammarError(problem, endless.line);
  }
}

/** The rules that lie behind a rule, found once for each. */
function createReach(byName: ByName) {
  const known = new Map<string, Set<string>>();
  return (from: string): ReadonlySet<string> => {
    let reached = known.get(from);
    if (reached) return reached;
    reached = new Set<string>();
    known.set(from, reached);
    const waiting = [from];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      for (const { items } of byName.get(name)!.alternatives) {
        for (const item of items) {
          if (item.kind !== 'rule' || reached.has(item.name)) continue;
          reached.add(item.name);
          waiting.push(item.name);
        }
      }
    }
    return reached;
  };
}

function checkRecursion(grammar: Grammar, byName: ByName): void {
  const reach = createReach(byName);
  const empty = emptyRules(grammar);
  for (const { name, alternatives } of grammar.rules) {
    if (!reach(name).has(name)) continue;
    for (const { items } of alternatives) {
      let wordless = true;
      items.forEach((item, i) => {
        if (item.kind === 'word') wordless = false;
        if (item.kind !== 'rule') return;
        if (item.name === name || reach(item.name).has(name)) {
          if (i < items.length - 1) {
            throw new GrammarError(
              `<${item.name}> leads back to <${name}>, so it has to be the last item of its alternative.`,
              item.line,
            );
          }
          // Only what stands before counts. Otherwise there would be infinitely many ways to write nothing.
          if (wordless) {
            throw new GrammarError(
              `<${name}> can lead back to itself without a word in between.`,
              item.line,
            );
          }
        }
        if (!empty.has(item.name)) wordless = false;
      });
    }
  }
}

/** Where a word stands, if it stands anywhere. */
function lineOfWord(rules: readonly Rule[], word: string): number | undefined {
  for (const { alternatives } of rules) {
    for (const { items } of alternatives) {
      const found = items.find((item) => item.kind === 'word' && item.word === word);
      if (found) return found.line;
    }
  }
  return undefined;
}

/**
 * Checks that every rule can be used in some sentence. One that cannot is a slip: most often a reference was written
 * without its “<” and “>”, which makes it a word.
 *
 * @throws GrammarError, with the line of the first that has none.
 */
export function checkUsed({ rules }: Grammar): void {
  const sentence = rules[0]!.name;
  const used = createReach(new Map(rules.map((rule) => [rule.name, rule])))(sentence);
  const unused = rules.find(({ name }) => name !== sentence && !used.has(name));
  if (!unused) return;
  const { name, line } = unused;
  const inSentences = rules.filter((rule) => rule.name === sentence || used.has(rule.name));
  const word = lineOfWord(inSentences, name);
  throw new GrammarError(
    word === undefined
      ? `<${name}> is never used: nothing leads to it from <${sentence}>, the sentence. ` +
          `Write <${name}> where it belongs, or take it out with “#” before its lines.`
      : `<${name}> is never used. “${name}” in line ${word} is a word: as a rule, write <${name}>.`,
    line,
  );
}

/**
 * Checks that a grammar describes a finite-state language: every rule is defined and ends, recursion stands
 * last in its alternative (right-linear) and after a word, and ties are between equals.
 *
 * @throws GrammarError, with the line.
 */
export function checkRules(grammar: Grammar): void {
  const { rules } = grammar;
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  checkDefined(rules, byName);
  checkTies(rules, byName);
  checkEnds(rules);
  checkRecursion(grammar, byName);
}
