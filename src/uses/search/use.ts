import { key, permutation } from '../../base/random';
import { wordsOf } from '../material';
import { ITEM_SEED, type Use } from '../use';
import { exam } from './exam';
import { play } from './play';
import { drawQueries } from './sentences';
import { TOPIC_WORDS } from './topics';
import { world } from './world';

const EXAMPLES = 200;

/** The longest words of one of the sentences, as somebody would type who remembers it half. */
function fromText(at: number, own: readonly string[]): string {
  const order = permutation(key(ITEM_SEED, own.length), own.length);
  const words = [...new Set(wordsOf(own[order[at % own.length]!]!))];
  const longest = new Set(words.toSorted((a, b) => b.length - a.length).slice(0, 3));
  return words.filter((word) => longest.has(word)).join(' ');
}

/** A question, and every third time one word. */
function fromLanguage(at: number): string {
  const words = [...TOPIC_WORDS.keys()];
  if (at % 3 === 2) return words[permutation(key(ITEM_SEED), words.length)[at % words.length]!]!;
  return drawQueries(ITEM_SEED + 2, EXAMPLES)[at % EXAMPLES]!.text;
}

export const use: Use = {
  about: {
    id: 'search',
    title: 'Search',
    known: 'information retrieval',
    lead: 'Find the sentences that answer a question, even if they use other words. Nobody told the model which words mean the same, and it has read no sentence in which the words of the question stand together.',
    fields: [
      {
        ...{ id: 'query', label: 'What are you looking for?', kind: 'line' },
        hint: 'A question, some words, or one word.',
      },
    ],
    claim:
      'It finds far more of the right sentences than BM25, which counts the words that two texts share, and more than BM25 searching again with words of its best hits. Latent semantic analysis, which counts which words stand together, finds slightly more with a question and clearly more with a single word.',
    limits:
      'In a text of your own, a sentence that you half remember is found as well or better by BM25: there the words themselves count. A query is read word by word, so “the dog bit the man” and “the man bit the dog” ask for the same.',
    sources: [
      {
        text: 'Formal, Piwowarski and Clinchant, “SPLADE: Sparse lexical and expansion model for first stage ranking”, SIGIR 2021',
        url: 'https://arxiv.org/abs/2107.05720',
      },
      {
        text: 'Robertson and Zaragoza, “The probabilistic relevance framework: BM25 and beyond”, Foundations and Trends in Information Retrieval 3(4), 2009',
        url: 'https://doi.org/10.1561/1500000019',
      },
      {
        text: 'Deerwester, Dumais, Furnas, Landauer and Harshman, “Indexing by latent semantic analysis”, Journal of the American Society for Information Science 41(6), 1990',
        url: 'https://doi.org/10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9',
      },
    ],
    takesAnyModel: true,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example: (at, own) => ({ query: own && own.length > 0 ? fromText(at, own) : fromLanguage(at) }),
  play,
  exam,
};
