import { key, uniformAt } from '../base/random';
import { indexAtShare } from '../base/search';
import { type Automaton, END, type Mark } from './automaton';

/** Stream of the random numbers of languages, beside those of base/streams.ts. */
const LANGUAGE = 0x6c61;

export type Labels = ReadonlyMap<string, string>;

/** A sentence drawn from a grammar, with what the grammar says of it. */
export interface SampledSentence {
  readonly words: readonly string[];
  /** What `{name=value}` says of the sentence; the later where a name is said twice */
  readonly labels: Labels;
  /** [words] What `{name:value}` says of each word */
  readonly wordLabels: readonly Labels[];
}

const NONE: Labels = new Map();

const labelsOf = (marks: readonly Mark[], of: Mark['of']): Labels => {
  const own = marks.filter((m) => m.of === of);
  return own.length === 0 ? NONE : new Map(own.map(({ name, value }) => [name, value]));
};

/**
 * Draws sentences of a language. Sentence `i` depends on (automaton, seed, i) only. How long sentences may be
 * is `compile`'s affair (`maxWords`), so that the automaton is also what was drawn from.
 */
export function createSampler(automaton: Automaton, seed: number) {
  const { rows, words, markSets } = automaton;
  const cumulative = rows.map((row) => {
    let sum = 0;
    return Float64Array.from(row, ({ probability }) => {
      sum += probability;
      return sum;
    });
  });
  return {
    sentence(i: number): SampledSentence {
      const k = key(seed, LANGUAGE, i);
      const said: string[] = [];
      const wordLabels: Labels[] = [];
      const all: Mark[] = [];
      for (let state = 0, step = 0; ; step++) {
        const arc = rows[state]![indexAtShare(cumulative[state]!, uniformAt(k, step))]!;
        const marks = markSets[arc.marks]!;
        all.push(...marks);
        if (arc.word === END) break;
        said.push(words[arc.word]!);
        wordLabels.push(labelsOf(marks, 'word'));
        state = arc.to;
      }
      return { words: said, labels: labelsOf(all, 'sentence'), wordLabels };
    },
  };
}

/** Sentences 0 to count - 1 of a seed. */
export function sampleSentences(
  automaton: Automaton,
  seed: number,
  count: number,
): SampledSentence[] {
  const sampler = createSampler(automaton, seed);
  return Array.from({ length: count }, (_, i) => sampler.sentence(i));
}
