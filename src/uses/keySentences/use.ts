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
    lead: 'Choose the sentences that say what a text is about. Nobody told the model what matters: it takes the sentences that are most like all the others, judged by its own vectors. It has read none of these sentences.',
    fields: [
      { id: 'text', label: 'Text', kind: 'text', hint: 'At least three sentences; 40 are read.' },
      {
        ...{ id: 'count', label: 'How many key sentences?', kind: 'choice' },
        choices: { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6' },
      },
    ],
    claim:
      'Of eight sentences it finds the four on the main topic more often than TextRank, which counts shared words, than tf-idf, and than taking the first four. Latent semantic analysis does as well.',
    limits:
      'The model copies sentences and writes none, and it takes for granted that a text has one main topic. In real texts none of these methods is much better than chance at telling four neighbouring sentences from four others.',
    sources: [
      {
        text: 'Zheng and Lapata, “Sentence centrality revisited for unsupervised summarization”, ACL 2019',
        url: 'https://aclanthology.org/P19-1628/',
      },
      {
        text: 'Mihalcea and Tarau, “TextRank: Bringing order into text”, EMNLP 2004',
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
