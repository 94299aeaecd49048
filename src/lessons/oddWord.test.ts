import { describe, expect, it } from 'vitest';
import { SPECIAL_TOKENS } from '../tokenizer/vocabulary';
import {
  countFollowers,
  leastOf,
  modelScores,
  pairPlaces,
  pairScores,
  swappedNeighbours,
  swappedWords,
  turned,
  turnScores,
  wordPlaces,
} from './oddWord';

const NAMES = [
  '.',
  'the',
  'night',
  'lamp',
  'boat',
  'moon',
  'hums',
  'sings',
  'sails',
  'shines',
  'far',
];
const tokens = [...SPECIAL_TOKENS, ...NAMES];
const line = (text: string) => text.split(' ').map((word) => tokens.indexOf(word));
const TRAINING = [
  'the lamp hums far the night .',
  'the boat sails far the moon .',
  'the moon shines far the boat .',
  'the night sings far the lamp .',
].flatMap((text) => [line(text), line(text)]);
const counts = tokens.map((_, id) => TRAINING.flat().filter((other) => other === id).length);
const words = { tokens, counts };
const followers = countFollowers(TRAINING);
const HELD = ['the moon shines far the lamp .', 'the boat sails far the night .'].map(line);

describe('lines with an odd word', () => {
  it('differ in one word of four letters or more, and are the same for the same key', () => {
    const items = swappedWords(words, [...HELD, ...HELD], 9, 5);
    expect(items).toHaveLength(2); // a line that is repeated is asked once
    expect(swappedWords(words, HELD, 9, 5)).toEqual(items);
    for (const { ids, was, odd } of items) {
      const differ = [...ids.keys()].filter((i) => ids[i] !== was[i]);
      expect(differ).toEqual(odd);
      expect(tokens[ids[odd[0]!]!]!.length).toBeGreaterThan(3);
      expect(was).not.toContain(ids[odd[0]!]);
    }
    expect(swappedWords(words, HELD, 1, 5)).toHaveLength(1);
  });

  it('or have two neighbours in the other order', () => {
    for (const { ids, was, odd } of swappedNeighbours(words, HELD, 9, 5)) {
      expect(odd[1]).toBe(odd[0]! + 1);
      expect(turned(ids, odd[0]!)).toEqual(was);
      expect(ids).not.toEqual(was);
    }
  });

  it('are not made of lines that are too short, too long, or have unknown words', () => {
    const bad = [line('the moon .'), Array(19).fill(tokens.indexOf('moon')), [1, ...HELD[0]!]];
    expect(swappedWords(words, bad, 9, 5)).toEqual([]);
  });
});

describe('the rival', () => {
  it('knows how often words follow each other, and falls back on fewer words', () => {
    const [the, moon, lamp, far] = line('the moon lamp far');
    const total = 8 * 8; // seven tokens and an end in each of eight lines; twelve kinds and one for what is new
    expect(followers.one(the!)).toBeCloseTo((16 + 1) / (total + 12 + 1), 12);
    expect(followers.two(the!, moon!)).toBeCloseTo((4 + followers.one(moon!)) / (16 + 1), 12);
    expect(followers.three(far!, the!, lamp!)).toBeCloseTo(
      (2 + followers.two(the!, lamp!)) / (8 + 1),
      12,
    );
    expect(followers.three(lamp!, lamp!, the!)).toBeCloseTo(followers.two(lamp!, the!), 12);
  });

  it('finds a word that fits neither neighbour, and the neighbours that were exchanged', () => {
    const odd = line('the moon lamp far the boat .');
    expect(leastOf(pairScores(followers, words, odd))).toBe(2);
    const was = line('the lamp hums far the night .');
    expect(leastOf(turnScores(followers, words, turned(was, 2)))).toBe(2);
  });
});

describe('places', () => {
  it('are of words, not of marks', () => {
    expect(wordPlaces(words, line('the . moon'))).toEqual([0, 2]);
    expect(pairPlaces(words, line('the moon . lamp far'))).toEqual([0, 3]);
  });

  it('are judged against the frequency of their words', () => {
    // The frequent word is likelier, but much less so than usual.
    const ids = line('the lamp .');
    const scores = modelScores(followers, words, ids, [0.05, 0.04]);
    expect(leastOf(scores)).toBe(0);
    expect(leastOf(new Map())).toBeUndefined();
  });
});
