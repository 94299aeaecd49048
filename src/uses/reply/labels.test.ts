import { expect, it } from 'vitest';
import { labelledPairs } from './labels';
import { fits, isHeldOut } from './language';

it('labels as many fitting replies as others, and none of what is held out', () => {
  const pairs = labelledPairs(100, 3);
  expect(pairs.filter(({ isRight }) => isRight)).toHaveLength(50);
  for (const { dialogue, reply, isRight } of pairs) {
    expect(fits(dialogue.utterance, reply), `${dialogue.utterance} ${reply}`).toBe(isRight);
    expect(isHeldOut(dialogue.item, dialogue.act)).toBe(false);
  }
  expect(labelledPairs(100, 4)).not.toEqual(pairs);
});
