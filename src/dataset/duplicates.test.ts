import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniforms } from '../base/random';
import { readCorpus } from '../corpus/corpus';
import { createPacer } from '../corpus/pacer';
import { type Duplicates, findDuplicates, LEAST_SHARED } from './duplicates';

async function duplicatesIn(sentences: readonly string[]): Promise<Duplicates> {
  async function* parts() {
    yield sentences.join('\n\n');
  }
  const corpus = await readCorpus(parts(), 1, createPacer({}));
  expect(corpus.sentenceWords.length - 1).toBe(sentences.length);
  const finding = findDuplicates(corpus);
  let step = finding.next();
  for (let last = 0; !step.done; step = finding.next()) {
    expect(step.value, 'the share done never falls').toBeGreaterThanOrEqual(last);
    expect(step.value).toBeLessThanOrEqual(1);
    last = step.value;
  }
  return step.value;
}

const wordsOf = (sentence: string) => new Set<string>(sentence.toLowerCase().match(/\w+/g));

/** Share of the words of either that both have */
function shared(x: ReadonlySet<string>, y: ReadonlySet<string>): number {
  let both = 0;
  for (const word of x) if (y.has(word)) both++;
  return both / (x.size + y.size - both);
}

/** Random sentences, then every third once more with `changed` of its words replaced: far from its first. */
function planted(count: number, changed: number): string[] {
  const next = uniforms(11);
  const word = () => `w${Math.floor(next() * 5000)}`;
  const firsts = Array.from({ length: count }, (_, i) =>
    Array.from({ length: 12 + (i % 10) }, word),
  );
  const others = firsts
    .filter((_, i) => i % 3 === 0)
    .map((words) => words.map((w, k) => (k < changed ? word() : w)));
  return [...firsts, ...others].map((words) => `${words.join(' ')}.`);
}

describe('findDuplicates', () => {
  it('finds every copy, whatever its case and punctuation', async () => {
    const found = await duplicatesIn([
      'The red boat came in.',
      'A grey gull sat on it.',
      'the RED boat came in!',
      'Nobody saw the keeper leave.',
      'The red boat came in.',
      'In came a large ship.',
    ]);
    expect(Array.from(found.groups)).toEqual([0, 1, 0, 2, 0, 3]);
    expect(found).toMatchObject({ groupCount: 4, copies: 2, near: 0, tooAlike: false });
  });

  it('takes words that differ only in case for the same, whichever comes first', async () => {
    const word = fc.constantFrom('ab', 'AB', 'Ab', 'cd', 'CD', 'éf', 'ÉF', 'gh', '17', ',');
    const sentence = fc.array(word, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { minLength: 1, maxLength: 12 }), async (sentences) => {
        const written = sentences.map((words) => words.join(' '));
        const found = await duplicatesIn(written);
        const groups = [...found.groups];
        // Punctuation counts only where there is nothing else.
        const plain = written.map((one) => one.toLowerCase());
        const keys = plain.map((one) => one.replaceAll(',', '').trim().replace(/ +/g, ' ') || one);
        const first = keys.map((one) => groups[keys.indexOf(one)]);
        expect(groups).toEqual(first);
        expect(found.copies).toBe(keys.length - new Set(keys).size);
      }),
      { numRuns: 25 },
    );
  });

  it('finds nearly all pairs that share enough words, and no others', async () => {
    const sentences = planted(600, 1);
    const words = sentences.map(wordsOf);
    const { groupCount, ...found } = await duplicatesIn(sentences);
    const groups = [...found.groups];
    let alike = 0;
    let foundPairs = 0;
    let wrong = 0;
    for (let i = 0; i < 600; i += 3) {
      const j = 600 + i / 3;
      const together = groups[i] === groups[j];
      if (shared(words[i]!, words[j]!) >= LEAST_SHARED) alike++;
      else if (together) wrong++;
      if (together) foundPairs++;
    }
    // Random sentences share nothing else.
    expect(groupCount).toBe(sentences.length - foundPairs);
    expect(wrong).toBe(0);
    expect(alike).toBeGreaterThan(150);
    // At 0.85 to 0.91 shared, MinHash in six bands of three misses less than one pair in a hundred.
    expect(foundPairs / alike).toBeGreaterThan(0.97);
  });

  it('leaves those alone that share less', async () => {
    const { near, copies } = await duplicatesIn(planted(300, 5));
    expect([near, copies]).toEqual([0, 0]);
  });

  it('holds only copies together where nearly all sentences are alike', async () => {
    const sentences = Array.from(
      { length: 60 },
      (_, i) => `On this fine day in spring number ${i >> 1} the old keeper lit the lamp again.`,
    );
    const found = await duplicatesIn(sentences);
    expect(found.tooAlike).toBe(true);
    expect(found).toMatchObject({ copies: 30, near: 29, groupCount: 30 });
    expect(Array.from(found.groups)).toEqual(sentences.map((_, i) => i >> 1));
  });

  it('compares sentences of punctuation as they are written', async () => {
    const { groups } = await duplicatesIn(['...', 'One two three.', '!!!', '...']);
    expect(Array.from(groups)).toEqual([0, 1, 2, 0]);
  });

  it('has nothing to find in one sentence, or in none', async () => {
    expect((await duplicatesIn(['One.'])).groupCount).toBe(1);
    async function* nothing() {}
    const finding = findDuplicates(await readCorpus(nothing(), 1, createPacer({})));
    let step = finding.next();
    while (!step.done) step = finding.next();
    expect(step.value).toMatchObject({ groupCount: 0, copies: 0, near: 0, tooAlike: false });
  });
});
