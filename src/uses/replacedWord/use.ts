import { key, permutation } from '../../base/random';
import { writeSentence } from '../../grammar/write';
import { ITEM_SEED, type Use } from '../use';
import { isWordy } from '../words';
import { exam } from './exam';
import { play } from './play';
import { spelledWords, spoil } from './spoilt';
import { thirtyNights } from './story';
import { world } from './world';

/** A set of spoilt sentences beside the exam's and the gate's */
const EXAMPLES = 2;

/** Sentences of a length that is read at a glance, if there are any. */
function handy(sentences: readonly string[]): readonly string[] {
  const found = sentences.filter((sentence) => {
    const count = spelledWords(sentence).filter(isWordy).length;
    return count >= 5 && count <= 20;
  });
  return found.length > 0 ? found : sentences;
}

export const use: Use = {
  about: {
    id: 'replacedWord',
    title: 'Find the odd word',
    known: 'proof-reading',
    lead: 'In a sentence that the model has never read, one word was replaced by another that is about as frequent. Each word is hidden in turn, and the model says how likely it is there. The odd word is the one that is least likely in its place, compared with how often it stands anywhere.',
    fields: [
      {
        ...{ id: 'sentence', label: 'A sentence with an odd word', kind: 'line' },
        hint: 'Change any word and see the marks move. The model knows only the words of its text.',
      },
    ],
    claim:
      'It finds more replaced words than tables of two or three words do in the usual way. Tables of three words that try every word in every place come close.',
    limits:
      'It finds what it would not have written, not what is wrong: a right but rare word is odd to it, and a wrong word that fits is not. It finds swapped neighbours no better than the tables do, and missing words less often. The story is small and its sentences are much alike. All items come from a few dozen of them, so the intervals are rather too narrow.',
    sources: [
      {
        text: 'Clark, Luong, Le and Manning, “ELECTRA: Pre-training text encoders as discriminators rather than generators”, ICLR 2020: replaced words as a task',
        url: 'https://openreview.net/forum?id=r1xMH1BtvB',
      },
      {
        text: 'Salazar, Liang, Nguyen and Kirchhoff, “Masked language model scoring”, ACL 2020: each word hidden in turn',
        url: 'https://aclanthology.org/2020.acl-main.240/',
      },
    ],
    takesAnyModel: true,
    gate: { name: world.gate.name, chance: world.gate.chance },
  },
  world,
  example(at, own) {
    const sentences = handy(own ?? thirtyNights().heldOut);
    const s = permutation(key(ITEM_SEED, EXAMPLES), sentences.length)[at % sentences.length];
    const sentence = s === undefined ? '' : sentences[s]!;
    const read = own ?? thirtyNights().read;
    const [spoilt] = spoil('replaced', [sentence], read, 1, key(EXAMPLES, at));
    return { sentence: spoilt ? writeSentence(spoilt.words) : sentence };
  },
  play,
  exam,
};
