import type { World } from '../use';
import { chanceOf, isFound } from './found';
import { anywhere, oddness } from './oddness';
import { spoil } from './spoilt';
import { thirtyNights } from './story';

/** Spoilt sentences beside the exam's */
const GATE_SET = 1;
const GATE_TIMES = 2;

const gateItems = () => {
  const { read, heldOut } = thirtyNights();
  return spoil('replaced', heldOut, read, GATE_TIMES, GATE_SET);
};

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** “Thirty nights at the harbour” itself, a sentence at a time. */
export const world: World = {
  id: 'replacedWord',
  // The longest sentence has 23 words. A third of the words hidden: with so few sentences that teaches faster than 15 %.
  recipe: {
    ...{ maxPositionEmbeddings: 25, maxSteps: 6000, mlmProbability: 0.3 },
    ...{ hiddenDropoutProb: 0.1, attentionProbsDropoutProb: 0.1 },
  },
  passages: () => thirtyNights().read,
  gate: {
    name: 'Replaced word found',
    chance: mean(gateItems().map(chanceOf.replaced)),
    from: 0.5,
    async measure(reader) {
      const items = gateItems();
      const scores = await oddness(
        reader,
        items.map(({ words }) => reader.encode(words.join(' '))),
        anywhere(thirtyNights().read),
      );
      return mean(items.map((item, i) => (isFound.replaced(item, scores[i]!) ? 1 : 0)));
    },
  },
};
