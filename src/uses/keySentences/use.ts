import { world } from '../search/world';
import type { Use } from '../use';
import { exam } from './exam';
import { play } from './play';
import { drawTexts } from './texts';

const EXAMPLES = 50;
/** Of a person's text: so many sentences are a paragraph or two. */
const OWN = 12;

function textOf(at: number, own: readonly string[] | undefined): string {
  if (!own || own.length === 0) {
    return drawTexts(EXAMPLES, EXAMPLES)[at % EXAMPLES]!.sentences.join(' ');
  }
  const from = (at * OWN) % own.length;
  return own.slice(from, from + OWN).join(' ');
}

export const use: Use = {
  about: {
    id: 'keySentences',
    title: 'Key sentences',
    known: 'summarising',
    lead: 'Choose the sentences that say what a text is about. Nobody told the model what matters: it takes the sentences that are most like all the others, by its own vectors. It has read none of these sentences.',
    fields: [
      { id: 'text', label: 'Text', kind: 'text', hint: 'At least three sentences; 40 are read.' },
      {
        ...{ id: 'count', label: 'How many key sentences?', kind: 'choice' },
        choices: { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6' },
      },
    ],
    claim:
      'Of eight sentences it finds the four on the main matter more often than TextRank, which counts shared words, than tf-idf, and than who takes the first four.',
    limits:
      'Latent semantic analysis does it as well. It copies sentences and writes none, and it takes for granted that a text has one main matter. In a real text none of these methods does much better than chance at telling four sentences that stand together from four others.',
    sources: [
      {
        text: 'H. Zheng, M. Lapata: Sentence Centrality Revisited for Unsupervised Summarization, ACL 2019',
        url: 'https://aclanthology.org/P19-1628/',
      },
      {
        text: 'R. Mihalcea, P. Tarau: TextRank: Bringing Order into Text, EMNLP 2004',
        url: 'https://aclanthology.org/W04-3252/',
      },
    ],
    takesAnyModel: true,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example: (at, own) => ({ text: textOf(at, own), count: '4' }),
  play,
  exam,
};
