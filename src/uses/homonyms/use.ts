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
    lead: 'For each word of a sentence the model works out a state, a list of numbers. Does “bank” by the river get another state than “bank” with a loan? Nobody told the model that some words have two meanings.',
    fields: [
      { id: 'first', label: 'First sentence', kind: 'line' },
      {
        ...{ id: 'second', label: 'Second sentence', kind: 'line' },
        hint: `Both must share a word. Words with two meanings here: ${NAMES.join(', ')}.`,
      },
    ],
    claim:
      'The state at the word, after the last layer, tells its two meanings apart, even beside words that never stood with it in training. No label is used. Latent semantic analysis, which only counts which words stand together, does as well.',
    limits:
      'Twelve words with two meanings each, in short sentences about eight topics, and each topic has its own words. That is why counting words is enough here.',
    sources: [
      {
        text: 'Amrami and Goldberg, “Word sense induction with neural biLM and symmetric patterns”, EMNLP 2018',
        url: 'https://aclanthology.org/D18-1523/',
      },
      {
        text: 'Ethayarajh, “How contextual are contextualized word representations?”, EMNLP 2019',
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
