import type { Use } from '../use';
import { exam } from './exam';
import { CONTENT, type Meaning, NAME, say, THINGS } from './language';
import { play } from './play';
import { examMeanings, PAIRS, world } from './world';

/** Sentences and words to begin with. */
const EXAMPLES = 24;

function example(at: number): { from: string; sentence: string } {
  const drawn = examMeanings(EXAMPLES);
  const meaning = drawn[at % EXAMPLES]!;
  const from = at % 4 === 1 ? 'luvani' : 'english';
  // Some turned round, some single words, and now and then a word that it cannot know
  if (at % 4 === 2) return { from, sentence: CONTENT[(at * 7) % CONTENT.length]!.english };
  if (at % 8 === 3) return { from, sentence: say(turned(meaning), from) };
  if (at % 8 === 7) return { from, sentence: say(meaning, from).replace(/^The /, 'The cheerful ') };
  return { from, sentence: say(meaning, from) };
}

/** Subject and object changed over, where the object can do something. */
const turned = (meaning: Meaning): Meaning =>
  meaning.object < THINGS.length
    ? meaning
    : {
        ...meaning,
        subject: meaning.object - THINGS.length,
        object: meaning.subject + THINGS.length,
      };

export const use: Use = {
  about: {
    id: 'translate',
    title: 'Translate and align',
    known: 'translation, cross-lingual training',
    lead: `The model read ${PAIRS} pairs of an English sentence and the same in ${NAME}, a language made up for this page, and had to fill blanks in both. Nobody told it which word belongs to which. It translates sentences whose words it never read in this combination.`,
    fields: [
      {
        ...{ id: 'from', label: 'Translate', kind: 'choice' },
        choices: { english: `from English to ${NAME}`, luvani: `from ${NAME} to English` },
      },
      {
        ...{ id: 'sentence', label: 'Sentence or word', kind: 'line' },
        hint: 'Such as “The quiet fox sees the owl near the river.” A single word is looked up.',
      },
    ],
    claim:
      'From pairs alone the model learns a dictionary, which word belongs to which, and the word order of both languages, and it combines them in new sentences. For the dictionary and the alignment no such model is needed: IBM Model 1 of 1993 finds them as well. But it knows no word order: even with trigrams, which do, it gets fewer than half of the sentences right.',
    limits:
      'Two small languages of 48 content words in which every word has one partner: no word with two meanings, no endings, no idioms. The model fills a given number of blanks, so it tries every length that training had and keeps the one whose words fit best. It cannot translate a sentence of another form or a word that it never read, and it answers all the same.',
    sources: [
      {
        text: 'Lample and Conneau, “Cross-lingual language model pretraining”, NeurIPS 2019: translation language modelling',
        url: 'https://arxiv.org/abs/1901.07291',
      },
      {
        text: 'Ghazvininejad, Levy, Liu and Zettlemoyer, “Mask-Predict: Parallel decoding of conditional masked language models”, EMNLP 2019',
        url: 'https://aclanthology.org/D19-1633/',
      },
      {
        text: 'Brown, Della Pietra, Della Pietra and Mercer, “The mathematics of statistical machine translation: Parameter estimation”, Computational Linguistics 19(2), 1993: IBM Model 1',
        url: 'https://aclanthology.org/J93-2003/',
      },
    ],
    takesAnyModel: false,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example,
  play,
  exam: (desk) => exam(desk),
};
