import { describe, expect, it } from 'vitest';
import { bagOfWords } from './bagOfWords';

const words = (text: string) => text.split(' ');

describe('bag of words', () => {
  const examples = ['a fine day', 'a fine walk', 'a grey day', 'a grey walk'].map(words);
  const classify = bagOfWords(examples, [0, 0, 1, 1], 2);

  it('goes by the words that tell classes apart', () => {
    expect(classify(words('a fine thing'))[0]).toBeGreaterThan(0.6);
    expect(classify(words('grey and grey'))[1]).toBeGreaterThan(0.6);
  });

  it('counts a word once and knows nothing of words that no example has', () => {
    expect(classify(words('fine fine fine'))).toEqual(classify(words('fine')));
    expect(classify(words('what else'))[0]).toBeCloseTo(0.5, 5);
  });
});
