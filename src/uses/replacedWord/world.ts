import type { World } from '../use';
import { anywhere, oddness } from './oddness';
import { isWordy, spoil } from './spoilt';
import { thirtyNights } from './story';

/** A set of spoilt sentences beside the exam's */
const GATE_SET = 1;

/** “Thirty nights at the harbour” itself, a sentence at a time. */
export const world: World = {
  id: 'replacedWord',
  recipe: { maxPositionEmbeddings: 32, maxSteps: 4000 },
  passages: () => thirtyNights().read,
  gate: {
    name: 'Replaced word found',
    chance: 0.1,
    from: 0.5,
    async measure(reader) {
      const { read, heldOut } = thirtyNights();
      const items = spoil('replaced', heldOut, read, 2, GATE_SET);
      const scores = await oddness(
        reader,
        items.map(({ words }) => reader.encode(words.join(' '))),
        anywhere(read),
      );
      const found = items.filter(({ words, at }, i) => {
        const odd = scores[i]!.map((score, w) =>
          isWordy(words[w]!) ? score : Number.NEGATIVE_INFINITY,
        );
        return odd.indexOf(Math.max(...odd)) === at;
      });
      return found.length / items.length;
    },
  },
};
