import { expect, it } from 'vitest';
import { opponent } from './opponent';

it('says what a model began from, and how long it was trained', () => {
  expect(opponent({ beginFrom: 'starter', step: 1 })).toBe(
    'the pretrained model (the starter), trained on this text for 1 step',
  );
  expect(opponent({ beginFrom: 'nothing', step: 0 })).toBe(
    'a model that was not pretrained, before any training on this text',
  );
});
