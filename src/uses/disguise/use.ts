import type { Use } from '../use';
import { exam, LABELLED } from './exam';
import { example } from './examples';
import { play, someThings } from './play';
import { world } from './world';

export const use: Use = {
  about: {
    id: 'disguise',
    title: 'The word in disguise',
    known: 'moderation',
    lead:
      'A market forbids tickets, fireworks and animals, so people write “melon” and mean a ticket. The model has read ' +
      'messages of the market from before the rule, where everything goes by its name. It has never seen a word in disguise, ' +
      'nor the list, nor a label. It hides each word in turn and says how well a forbidden one would fit.',
    fields: [
      {
        ...{ id: 'message', label: 'Message', kind: 'line' },
        hint: 'Change one word and the answer may turn.',
      },
      {
        ...{ id: 'list', label: 'Forbidden words, one a line', kind: 'text' },
        hint: `Any words that the model has read, such as ${someThings.join(', ')}.`,
      },
    ],
    claim: `It finds the disguised word, tells such messages from honest ones with the same word, and says what is meant, all without a label. A bag of words that learned from ${LABELLED} labelled messages tells the messages apart nearly as well, but does not find the word. Counting which words go together (naive Bayes) says what is meant as well, once it is told the place.`,
    limits:
      'The world is small and tidy: 64 things of 8 kinds, and clues that belong to one kind each. A word is found only where the words around it give it away: in “I sell a melon.” nothing does. A real moderator’s tool reads millions of messages, is wrong now and then, and leaves the last word to a person.',
    sources: [
      {
        text: 'Zhu, Gong, Bansal, Weinberg, Christin, Fanti and Bhat, “Self-supervised euphemism detection and identification for content moderation”, IEEE Symposium on Security and Privacy 2021',
        url: 'https://arxiv.org/abs/2103.16808',
      },
      {
        text: 'Gale, Church and Yarowsky, “A method for disambiguating word senses in a large corpus”, Computers and the Humanities 26, 1992',
        url: 'https://doi.org/10.1007/BF00136984',
      },
    ],
    takesAnyModel: false,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example,
  play,
  exam,
};
