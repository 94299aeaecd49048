import { key, uniforms } from '../../base/random';
import type { Values } from '../../protocol/uses';
import type { Use } from '../use';
import { exam } from './exam';
import { labelCurves } from './labels';
import { play } from './play';
import { drawSentence } from './sentences';
import { HOMONYMS } from './topics';
import { world } from './world';

const NAMES = Object.keys(HOMONYMS);

/** Pairs of sentences with one homonym each, three in four with two meanings. */
function example(at: number): Values {
  const next = uniforms(key(23, at));
  const name = NAMES[(at * 5) % NAMES.length]!;
  const topics = HOMONYMS[name]!;
  const isOne = at % 4 === 3;
  const draw = (topic: (typeof topics)[number]) => drawSentence(next, topic, name, true).text;
  return { first: draw(topics[0]), second: draw(topics[isOne ? 0 : 1]) };
}

export const use: Use = {
  about: {
    id: 'homonyms',
    title: 'One word, two meanings',
    known: 'words in context',
    lead: 'The model gives a word another state in every sentence. Do the states of “bank” by the river and “bank” with a loan lie apart? Nobody told the model that some words have two meanings.',
    fields: [
      { id: 'first', label: 'First sentence', kind: 'line' },
      {
        ...{ id: 'second', label: 'Second sentence', kind: 'line' },
        hint: `Both need one word in common. Words with two meanings here: ${NAMES.join(', ')}.`,
      },
    ],
    claim:
      'The state at the word, in the last layer, tells the two meanings apart beside words that never stood beside that homonym in training. No label is used.',
    limits:
      'Twelve words with two meanings each, in short sentences about eight topics. Each topic has its own words, so latent semantic analysis, which only counts which words go together, tells the meanings apart as well.',
    sources: [
      {
        text: 'A. Amrami and Y. Goldberg, “Word sense induction with neural biLM and symmetric patterns”, EMNLP 2018',
        url: 'https://aclanthology.org/D18-1523/',
      },
      {
        text: 'K. Ethayarajh, “How contextual are contextualized word representations?”, EMNLP-IJCNLP 2019',
        url: 'https://aclanthology.org/D19-1006/',
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
