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

/** A question that the model never read, and the exam's ten replies to it; every other one mentions another item. */
function example(at: number): Values {
  const all = choices(EXAMPLES);
  const some = all.filter(({ dialogue }) => (dialogue.aside !== undefined) === (at % 2 === 0));
  const { dialogue, replies } = some[Math.floor(at / 2) % some.length]!;
  return { said: dialogue.utterance, replies: replies.join('\n') };
}

export const use: Use = {
  about: {
    id: 'reply',
    title: 'Choose the reply',
    known: 'chatbots',
    lead: `Customers of a workshop ask about ${itemNames.length} things, and each thing has its parts. The model read such questions, each with its reply, but one in ${actNames.length} pairs of a thing and a question never came. Asked about those, it chooses the likeliest of several replies.`,
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
      'It combines what it learned apart: which parts a thing has, and which words answer a question. It also tells the thing that is asked about from one that is only mentioned. Against replies drawn at random it is no better than IBM Model 1, a table of which words go together.',
    limits:
      'It knows one workshop, and it only chooses: someone must write the replies. The likelihood of a reply is a sum over its words, so longer replies are at a disadvantage. BERT’s second task, next-sentence prediction, has a layer and a two-way head of its own in BERT; here the word predictor answers at [CLS]. It is trained once the words have been learned, and hidden words are asked about only in pairs that belong together. Wrong second sentences are drawn at random, and few of them are about the right thing, so there is little to learn from about whether a reply answers the question (Lan et al.). How well it does differs much from seed to seed; the likelihood differs little.',
    sources: [
      {
        text: 'Salazar, Liang, Nguyen and Kirchhoff, “Masked language model scoring”, ACL 2020',
        url: 'https://aclanthology.org/2020.acl-main.240/',
      },
      {
        text: 'Devlin, Chang, Lee and Toutanova, “BERT: Pre-training of deep bidirectional transformers for language understanding”, NAACL 2019',
        url: 'https://aclanthology.org/N19-1423/',
      },
      {
        text: 'Lan, Chen, Goodman, Gimpel, Sharma and Soricut, “ALBERT: A lite BERT for self-supervised learning of language representations”, ICLR 2020',
        url: 'https://openreview.net/forum?id=H1eA7AEtvS',
      },
      {
        text: 'Lowe, Pow, Serban and Pineau, “The Ubuntu dialogue corpus: A large dataset for research in unstructured multi-turn dialogue systems”, SIGDIAL 2015',
        url: 'https://aclanthology.org/W15-4640/',
      },
      {
        text: 'Brown, Della Pietra, Della Pietra and Mercer, “The mathematics of statistical machine translation: Parameter estimation”, Computational Linguistics 19(2), 1993',
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
