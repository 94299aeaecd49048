import { expect, it } from 'vitest';
import { createReader } from './reader';
import { stubModel, vocabularyOf } from './testReader';
import { refuseUnread } from './unread';

const vocabulary = vocabularyOf('the', 'cat', 'sat', '.');
const { encode } = createReader(stubModel({ vocabulary }).model, vocabulary);

it('refuses texts that the model has mostly not read, and names the words', () => {
  expect(() => refuseUnread(encode('the dog ran away.'))).toThrow(
    'The model has read only 1 of 4 words here, so it cannot judge: not “dog”, “ran” and “away”.',
  );
  expect(() => refuseUnread(encode('zzz'))).toThrow('has read none of 1 word here');
});

it('lets through what it has read for half or more, and what has no word', () => {
  refuseUnread(encode('the cat sat.'));
  refuseUnread(encode('the dog sat off.'));
  refuseUnread(encode('the cat sat'), encode('dog'));
  refuseUnread(encode('...'));
});
