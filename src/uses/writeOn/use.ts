import { key, permutation } from '../../base/random';
import { world, written } from '../minimalPairs/world';
import { spelledWords } from '../replacedWord/spoilt';
import { ITEM_SEED, type Use } from '../use';
import { exam, gapsOf, METHODS } from './exam';
import { MOST_WORDS, play } from './play';

const WAYS = ['maskPredict', 'easyFirst', 'gibbs'] as const;
const PARTS = ['end', 'begin', 'middle'] as const;
const WHERE = { end: 'on', begin: 'back', middle: 'between' } as const;
/** Examples that are drawn at once, and their set beside the exam's */
const EXAMPLES = 60;
const SET = 1;

const counts = Array.from({ length: MOST_WORDS }, (_, i) => String(i + 1));

export const use: Use = {
  about: {
    id: 'writeOn',
    title: 'Write on',
    known: 'text completion',
    lead: 'The model was trained to fill single blanks. Here it writes several words in a row: after a beginning, before an end, or in between. It fills the blanks step by step and may take words back. It never read these sentences.',
    fields: [
      {
        ...{ id: 'text', label: 'A beginning, an end, or a sentence with gaps', kind: 'line' },
        hint: 'In between, type ___ for each word that it is to write.',
      },
      {
        ...{ id: 'where', label: 'Write', kind: 'choice' },
        choices: { on: 'on', back: 'what comes before', between: 'in between, at each ___' },
      },
      {
        ...{ id: 'how', label: 'How', kind: 'choice' },
        choices: Object.fromEntries(WAYS.map((way) => [way, METHODS[way]])),
      },
      {
        ...{ id: 'words', label: 'Words to write', kind: 'choice' },
        choices: Object.fromEntries(counts.map((n) => [n, n])),
      },
      {
        ...{ id: 'draw', label: 'Draw', kind: 'choice' },
        choices: { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth' },
        hint: 'Mask-Predict draws nothing: it always writes the same.',
      },
    ],
    claim:
      'Filled step by step, its sentences follow the rules of the language, forward, backward and in between. Tables of two or three words break them in seven of ten sentences or more, and filling all blanks at once often does.',
    limits:
      'You have to say how many words to write. On the small language a grammar judges what is written; with other models nobody does, and a model of this size that learned from a real text mostly writes nonsense.',
    sources: [
      {
        text: 'Ghazvininejad, Levy, Liu and Zettlemoyer, “Mask-Predict: Parallel decoding of conditional masked language models”, EMNLP 2019',
        url: 'https://aclanthology.org/D19-1633/',
      },
      {
        text: 'Wang and Cho, “BERT has a mouth, and it must speak: BERT as a Markov random field language model”, NeuralGen workshop at NAACL 2019: Gibbs sampling',
        url: 'https://aclanthology.org/W19-2304/',
      },
    ],
    takesAnyModel: true,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example(at, own) {
    const part = PARTS[at % PARTS.length]!;
    const way = WAYS[Math.floor(at / PARTS.length + at) % WAYS.length]!;
    const values = { where: WHERE[part], how: way, draw: '1' };
    if (own) return { ...values, ...ownExample(own, at, part) };
    const gaps = gapsOf(part, new Set(), EXAMPLES, SET);
    const { words, from, to } = gaps[at % gaps.length]!;
    const gap = words.map((word, i) => (i >= from && i < to ? '___' : word));
    const text = { end: words.slice(0, from), begin: words.slice(to), middle: gap }[part];
    const count = part === 'end' ? to - from - 1 : to - from;
    return {
      ...values,
      text: part === 'begin' ? text.join(' ').replace(' .', '.') : written(text),
      words: String(count),
    };
  },
  play,
  exam,
};

/** Half of a sentence of a person's text, or one with two gaps. */
function ownExample(own: readonly string[], at: number, part: (typeof PARTS)[number]) {
  const long = own.filter((sentence) => spelledWords(sentence).length >= 6);
  const from = long.length > 0 ? long : own;
  const sentence = from[permutation(key(ITEM_SEED, 3), from.length)[at % from.length] ?? 0] ?? '';
  if (sentence === '') return { text: '', words: '1' };
  const words = sentence.split(/\s+/u).slice(0, 16);
  const half = Math.ceil(words.length / 2);
  const text = {
    end: words.slice(0, half),
    begin: words.slice(half),
    middle: words.map((word, i) => (i === half - 1 || i === half ? '___' : word)),
  }[part];
  return { text: text.join(' '), words: String(Math.min(6, Math.max(1, words.length - half))) };
}
