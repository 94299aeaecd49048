import type { Values } from '../../protocol/uses';
import type { Use } from '../use';
import { choices } from './candidates';
import { exam } from './exam';
import { labelCurves } from './labels';
import { actNames, itemNames } from './language';
import { play } from './play';
import { world } from './world';

/** Questions to begin with */
const EXAMPLES = 64;

/** A question that the model never read, and the exam's ten replies to it. */
function example(at: number): Values {
  const all = choices(EXAMPLES);
  const { dialogue, replies } = all[at % all.length]!;
  return { said: dialogue.utterance, replies: replies.join('\n') };
}

export const use: Use = {
  about: {
    id: 'reply',
    title: 'Choose the reply',
    known: 'chatbots',
    lead: `Customers of a workshop ask about ${itemNames.length} things, and each thing has its parts. The model read such questions, each with its reply, but one in ${actNames.length} pairs of a thing and a question never came. Of several replies to those it chooses the one that it finds likeliest.`,
    fields: [
      {
        id: 'said',
        label: 'What is said',
        kind: 'line',
        hint: `About one of these: ${itemNames.join(', ')}.`,
      },
      {
        id: 'replies',
        label: 'Replies to choose from',
        kind: 'text',
        hint: 'One on each line. Change a word, or add your own.',
      },
    ],
    claim:
      'It puts together what it learned apart: which parts a thing has, and which words answer a question. It also tells the thing that is asked about from one that is only mentioned.',
    limits:
      'It knows one workshop, and only chooses: a chatbot that ranks replies needs someone to write them. A likelihood adds up over words, so a long reply pays for each of its words. Next sentence is BERT’s second task; BERT has a layer and a two-way head for it, and here the word predictor gives the answer at [CLS].',
    sources: [
      {
        text: 'Salazar, Liang, Nguyen and Kirchhoff, “Masked language model scoring”, ACL 2020',
        url: 'https://aclanthology.org/2020.acl-main.240/',
      },
      {
        text: 'Devlin, Chang, Lee and Toutanova, “BERT: pre-training of deep bidirectional transformers for language understanding”, NAACL 2019',
        url: 'https://aclanthology.org/N19-1423/',
      },
      {
        text: 'Lowe, Pow, Serban and Pineau, “The Ubuntu dialogue corpus: a large dataset for research in unstructured multi-turn dialogue systems”, SIGDIAL 2015',
        url: 'https://aclanthology.org/W15-4640/',
      },
      {
        text: 'Brown, Della Pietra, Della Pietra and Mercer, “The mathematics of statistical machine translation: parameter estimation”, Computational Linguistics 19(2), 1993',
        url: 'https://aclanthology.org/J93-2003/',
      },
    ],
    takesAnyModel: false,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example,
  play,
  exam,
  labelCurves,
};
