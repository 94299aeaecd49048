import { formatPercent } from '../../base/format';
import type { Answer, Block, Values } from '../../protocol/uses';
import { type Encoded, type Reader, type Word, withoutWords } from '../reader';
import { tellingWords } from '../rivals/tellingWords';
import { likeliest } from '../score/guesses';
import { occlusion } from '../score/occlusion';
import { statesAt } from '../score/states';
import { centredCosine } from '../score/vectors';
import { nearer, squaredDistance } from '../twoMeans';
import { type Desk, PlayError } from '../use';
import { isKnown, quotedAll, quotedSome, unknownWords } from '../words';
import { groupsOf, type WordGroups } from './groups';
import { HOMONYMS } from './topics';
import { wordNamed } from './world';

/** Guesses that are shown where the word is hidden */
const GUESSES = 4;

/** The word that both sentences have: a word with two meanings if there is one, else the first that is not a common one. */
function sharedWord(first: Encoded, second: Encoded, vocabulary: Reader['vocabulary']): string {
  const namesOf = ({ words }: Encoded) => words.map(({ text }) => text.toLowerCase());
  const others = new Set(namesOf(second));
  const shared = namesOf(first).filter((name) => /\p{L}/u.test(name) && others.has(name));
  // The rarer the word, the later in the vocabulary.
  const idOf = (name: string) => vocabulary.tokens.indexOf(name);
  const best =
    shared.find((name) => name in HOMONYMS) ?? shared.toSorted((a, b) => idOf(b) - idOf(a))[0];
  if (best === undefined) {
    throw new PlayError(
      `The two sentences share no word. Use one word in both, such as “${Object.keys(HOMONYMS)[0]}”.`,
    );
  }
  return best;
}

function unknownNote(texts: readonly Encoded[]): Block[] {
  const unknown = unknownWords(...texts);
  if (unknown.length === 0) return [];
  const text = `The model has never read ${quotedSome(unknown)} and goes by the other words.`;
  return [{ kind: 'says', text }];
}

/** Which words of a sentence make the word belong to its group: how far it moves toward the other where they are hidden. */
async function why(
  { reader }: Desk,
  encoded: Encoded,
  word: Word,
  { centres }: WordGroups,
): Promise<Float64Array> {
  const others = encoded.words.filter((one) => one !== word);
  const side = nearer(
    (await statesAt(reader, [{ encoded, word }]))(reader.config.numHiddenLayers)[0]!,
    centres,
  );
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.sqrt(squaredDistance(a, b));
  return occlusion(encoded, others, async (texts) => {
    const states = (
      await statesAt(
        reader,
        texts.map((one) => ({ encoded: one, word })),
      )
    )(reader.config.numHiddenLayers);
    return states.map(
      (state) => distance(state, centres[1 - side]!) - distance(state, centres[side]!),
    );
  });
}

const telling = new WeakMap<readonly string[], ReturnType<typeof tellingWords>>();

/** Words beside the one that is asked about which can tell something of it: known ones that few sentences have. */
function cluesIn({ sentences }: Desk, encoded: Encoded, name: string): readonly Word[] {
  const tell = telling.get(sentences) ?? tellingWords(sentences);
  telling.set(sentences, tell);
  return encoded.words.filter(
    (word) =>
      word.text.toLowerCase() !== name && isKnown(encoded, word) && tell(word.text).length > 0,
  );
}

/** Compares one word in two sentences: its guesses where it is hidden, its group, and its states layer by layer. */
export async function play(desk: Desk, values: Values): Promise<Omit<Answer, 'milliseconds'>> {
  const { reader } = desk;
  const { vocabulary, config } = reader;
  const sentences = ['first', 'second'].map((field) => (values[field] ?? '').trim());
  if (sentences.some((sentence) => sentence === '')) {
    throw new PlayError('Type two sentences that share a word.');
  }
  const encoded = sentences.map((sentence) => reader.encode(sentence)) as [Encoded, Encoded];
  const name = sharedWord(...encoded, vocabulary);
  const words = encoded.map((one) => wordNamed(one, name)!);
  const texts = encoded.map((one, i) => ({ encoded: one, word: words[i]! }));
  const states = await statesAt(reader, texts);
  const asked = await reader.ask(texts.map(({ encoded: one, word }) => withoutWords(one, [word])));
  const groups = await groupsOf(desk, name);
  const last = states(config.numHiddenLayers);
  const sides = groups && last.map((state) => nearer(state, groups.centres));

  const blocks: Block[] = [];
  const blind = encoded.findIndex((one) => cluesIn(desk, one, name).length === 0);
  if (blind >= 0) {
    blocks.push({
      kind: 'says',
      strong: 'The model cannot tell.',
      text: `In the ${blind === 0 ? 'first' : 'second'} sentence it knows no word that speaks of “${name}”. Put in one that it has read, such as “river”, “loan”, “goal” or “song”.`,
    });
  } else if (groups && sides) {
    const typical = (side: 0 | 1) => quotedAll(groups.typical[side]);
    blocks.push(
      sides[0] === sides[1]
        ? {
            kind: 'says',
            strong: `One meaning of “${name}”.`,
            text: `In both sentences it stands where ${typical(sides[0]!)} could stand.`,
          }
        : {
            kind: 'says',
            strong: `Two meanings of “${name}”.`,
            text: `In the first sentence it stands where ${typical(sides[0]!)} could stand, in the second where ${typical(sides[1]!)} could.`,
          },
    );
  } else {
    blocks.push({
      kind: 'says',
      text: `“${name}” is too rare in what this model has read to be sorted into two meanings.`,
    });
  }
  for (const [i, one] of encoded.entries()) {
    const word = words[i]!;
    const others = one.words.filter((other) => other !== word);
    const clues = cluesIn(desk, one, name);
    const effects = groups && (await why(desk, one, word, groups));
    const most = Math.max(1e-9, ...(effects ?? []));
    blocks.push({
      kind: 'sentence',
      title: i === 0 ? 'The first sentence' : 'The second sentence',
      words: one.words.map((other) => {
        if (other === word)
          return { text: other.text, tone: 'orange', strength: 1, note: 'the word' };
        const effect = effects?.[others.indexOf(other)] ?? 0;
        const strength = Math.max(0, effect) / most;
        return strength > 0.3 && clues.includes(other)
          ? { text: other.text, tone: 'blue', strength, note: 'speaks for this meaning' }
          : { text: other.text };
      }),
    });
    const guesses = likeliest(asked[i]!.logProbabilities(0), vocabulary, GUESSES);
    blocks.push({
      kind: 'ranking',
      title: 'What could stand in its place',
      unit: 'probability',
      rows: guesses.map(({ text, p }) => ({
        ...{ words: [{ text }], share: p / guesses[0]!.p, shown: formatPercent(p, 1) },
      })),
    });
  }
  if (groups) {
    blocks.push({
      kind: 'table',
      title: `How alike “${name}” is in the two sentences, layer by layer`,
      columns: ['After', 'Cosine, less what all its sentences share'],
      rows: groups.means.map((mean, l) => {
        const [a, b] = states(l);
        const alike = centredCosine(a!, b!, mean).toFixed(2).replace('-', '−');
        return [l === 0 ? 'the embeddings' : `layer ${l}`, alike];
      }),
    });
  }
  return { blocks: [...unknownNote(encoded), ...blocks] };
}
