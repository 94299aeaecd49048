import { key } from '../../base/random';
import { FIRST_PIECE_ID } from '../../tokenizer/vocabulary';
import { wordsOf } from '../material';
import { type Encoded, type Word, withoutWords } from '../reader';
import { statesAt } from '../score/states';
import { meanVector } from '../score/vectors';
import { type Groups, twoMeans } from '../twoMeans';
import { type Desk, ITEM_SEED } from '../use';
import { HOMONYMS } from './topics';
import { wordNamed } from './world';

/** Sentences of the text that the two groups of a word are made from */
const FOR_GROUPS = 80;

/** What was learned of a word without any label: the two groups that its sentences fall into. */
export interface WordGroups extends Groups {
  /** The mean state at the word after each layer, [L + 1] of [D]; the first is that of the embeddings */
  readonly means: readonly Float64Array[];
  /** For each group, the guesses that tell it from the other */
  readonly typical: readonly [readonly string[], readonly string[]];
}

const known = new WeakMap<object, Map<string, Promise<WordGroups | undefined>>>();

async function learn({ reader, sentences }: Desk, name: string): Promise<WordGroups | undefined> {
  const own: { encoded: Encoded; word: Word }[] = [];
  for (const text of sentences) {
    if (own.length === FOR_GROUPS) break;
    if (!wordsOf(text).includes(name)) continue;
    const encoded = reader.encode(text);
    const word = wordNamed(encoded, name);
    if (word) own.push({ encoded, word });
  }
  if (own.length < FOR_GROUPS / 4) return undefined;
  const all = await statesAt(reader, own);
  const L = reader.config.numHiddenLayers;
  const states = all(L);
  const groups = twoMeans(states, key(ITEM_SEED, 0));
  const asked = await reader.ask(own.map(({ encoded, word }) => withoutWords(encoded, [word])));
  const V = reader.vocabulary.tokens.length;
  const mass = [new Float64Array(V), new Float64Array(V)] as const;
  asked.forEach((one, i) => {
    const p = one.logProbabilities(0);
    for (let id = FIRST_PIECE_ID; id < V; id++) mass[groups.of[i]!][id]! += Math.exp(p[id]!);
  });
  const typicalOf = (side: 0 | 1) =>
    Array.from({ length: V - FIRST_PIECE_ID }, (_, i) => i + FIRST_PIECE_ID)
      // Another word with two meanings would tell little.
      .filter((id) => !(reader.vocabulary.tokens[id]! in HOMONYMS))
      .toSorted(
        (a, b) => mass[side][b]! - mass[1 - side]![b]! - (mass[side][a]! - mass[1 - side]![a]!),
      )
      .slice(0, 3)
      .map((id) => reader.vocabulary.tokens[id]!);
  const means = Array.from({ length: L + 1 }, (_, layer) => meanVector(all(layer)));
  return { ...groups, means, typical: [typicalOf(0), typicalOf(1)] };
}

/** The two groups of a word, learned once for each model; undefined where the text has too few sentences with it. */
export function groupsOf(desk: Desk, name: string): Promise<WordGroups | undefined> {
  const ofModel =
    known.get(desk.reader.model) ?? new Map<string, Promise<WordGroups | undefined>>();
  known.set(desk.reader.model, ofModel);
  const groups = ofModel.get(name) ?? learn(desk, name);
  ofModel.set(name, groups);
  // A play that was overtaken broke it off.
  groups.catch(() => ofModel.delete(name));
  return groups;
}
