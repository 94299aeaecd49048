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
    lead: 'The model has read a diary in which days have picnics or burglars. From a few sentences with labels it learns to sort the others, though most of their words it has met only in sentences without a label.',
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
      'From twenty labels a model that has read the diary sorts its pages better than the same model from random weights and better than a bag of words. Latent semantic analysis of the same text is as good from about fifty labels on, and a bag of words with hundreds.',
    limits:
      'The diary is small and regular: what happens on a day tells how it was, and no page says “not”. A few of its pages end with “It was good.” or “I felt proud.”, and a prompt without labels lives on those. Where the names of the classes are no words of the model, it starts from nothing. The head on [CLS] needs more labels than the prompt, because nothing was asked there before.',
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
