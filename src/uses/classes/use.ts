import type { Use } from '../use';
import { exam } from './exam';
import { example } from './example';
import { labelCurves } from './labelCurves';
import { play } from './play';
import { WORLD } from './world';

export const use: Use = {
  about: {
    id: 'classes',
    title: 'Sort sentences',
    known: 'sentiment, language understanding, GLUE',
    lead: 'The model has read a diary of picnics, lakes, burglars and blunders, and has learnt which of them go together. From a few sentences with labels it learns to sort others, most of whose words no label has touched.',
    fields: [
      {
        ...{ id: 'examples', label: 'Examples', kind: 'table' },
        hint: 'A CSV file with a column of sentences and one of labels, 2 to 20 different ones. A fifth of the rows is held back to test with.',
      },
      {
        ...{ id: 'sentence', label: 'Sentence to sort', kind: 'line' },
        hint: 'The diary is about things such as a picnic, a lake, a medal, a kiss, a quarrel, a storm, a funeral or a blunder.',
      },
      {
        ...{ id: 'method', label: 'How', kind: 'choice' },
        choices: {
          cloze: 'Cloze prompt: “… It was [MASK].”',
          head: 'Head on [CLS]',
        },
        hint: 'Both fine-tune the whole model.',
      },
    ],
    claim:
      'From twenty labels a model that has read the diary sorts pages better than the same model from random weights, and than a bag of words.',
    limits:
      'The diary is small and regular: what a day has tells how it was, and no page says “not”. Its few pages that end with “It was good.” or “I felt proud.” are what a prompt without labels lives on; where names of classes are no words of the model, it begins from nothing. Latent semantic analysis of the same text is as good from some fifty labels on, and with hundreds a bag of words is too. The head on [CLS] needs more labels than the prompt: nothing was asked there before.',
    sources: [
      {
        text: 'Devlin, Chang, Lee and Toutanova, “BERT: Pre-training of deep bidirectional transformers for language understanding”, NAACL 2019',
        url: 'https://aclanthology.org/N19-1423/',
      },
      {
        text: 'Schick and Schütze, “Exploiting cloze questions for few-shot text classification and natural language inference”, EACL 2021',
        url: 'https://aclanthology.org/2021.eacl-main.20/',
      },
      {
        text: 'Wang, Singh, Michael, Hill, Levy and Bowman, “GLUE: A multi-task benchmark and analysis platform for natural language understanding”, ICLR 2019',
        url: 'https://openreview.net/forum?id=rJ4km2R5t7',
      },
      {
        text: 'Turney, “Thumbs up or thumbs down? Semantic orientation applied to unsupervised classification of reviews”, ACL 2002',
        url: 'https://aclanthology.org/P02-1053/',
      },
    ],
    takesAnyModel: true,
    gate: { name: WORLD.gate.name, chance: WORLD.gate.chance },
  },
  world: WORLD,
  example,
  play,
  exam,
  labelCurves,
};
