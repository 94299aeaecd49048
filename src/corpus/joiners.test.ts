import { expect, it } from 'vitest';
import { withJoiners } from './joiners';

const J = '\u200d';

it.each([
  ['the first of three', 'كت', '', 'اب', `كت${J}`],
  ['one between others', 'ت', 'ك', 'ب', `${J}ت${J}`],
  ['after alef, which joins nothing', 'ب', 'كتا', '', 'ب'],
  ['before a hamza, which nothing joins', 'شي', '', 'ء', 'شي'],
  ['with vowel points', 'كَتَ', '', 'بَ', `كَتَ${J}`],
  ['Persian', 'می', '', 'رود', `می${J}`],
  ['Syriac', 'ܣ', '', 'ܘ', `ܣ${J}`],
  ['Hebrew', 'של', '', 'ום', 'של'],
  ['Latin', 'play', '', 'ing', 'play'],
  ['Hindi, where a joiner would change the letters', 'क्', '', 'ष', 'क्'],
  ['a mark of its own', '،', 'ب', 'ب', '،'],
])('%s', (_, piece, before, after, expected) => {
  expect(withJoiners(piece, before, after)).toBe(expected);
});
