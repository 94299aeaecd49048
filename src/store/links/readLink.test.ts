import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS_SHAPE } from '../../config/settings';
import { complaintsOf } from './linkTexts';
import { readLink } from './readLink';

const PAGE = {
  source: { name: 'Bread at home', text: 'A.', characters: 2 },
  settings: DEFAULT_SETTINGS,
  byHand: new Map(),
  own: [],
};
const complaints = (hash: string) => complaintsOf(readLink(hash), PAGE);

const complaintOf = (hash: string) => complaints(`#${hash}`).join('\n');

describe('says in the page’s words what it could not take', () => {
  it.each([
    [
      'mlmProbability=7',
      'This link has an invalid mask ratio (7); using 15 %. Possible values: 0 to 1, or 0 % to 100 %.',
    ],
    [
      'maxSteps=',
      'This link has an invalid number of steps (empty); using what suits the text. It can be a whole number from 1 to 1\u202f000\u202f000.',
    ],
    [
      'batchSize=1.5',
      'This link has an invalid batch size (1.5); using 16 windows. It can be a whole number from 1 to 256.',
    ],
    [
      'backend=cuda',
      'This link has an invalid backend (cuda); using Auto. Possible values: Auto; WebGPU; WebGPU, TensorFlow.js; WebGL; WASM; CPU.',
    ],
    [
      'tokenizer=bpe',
      'This link has an invalid choice of tokens (bpe); using what suits the text. Possible values: Word pieces; Whole words; Characters; The starter’s, and your words; The opened model’s.',
    ],
    [
      'stripAccents=maybe',
      'This link has an invalid switch “Strip accents” (maybe); using off. Possible values: on, off.',
    ],
    [
      'hiddenSize=64&numAttentionHeads=5',
      'This link has a hidden size (64) that is not a multiple of its number of heads (5); using 64 and 4.',
    ],
    [
      'maskReplaceProb=0.9&randomReplaceProb=0.2',
      'This link hides 90 % of the chosen tokens and swaps 20 %, together more than 100 %; using 80 % and 10 %.',
    ],
    [
      'mlmProbability=0.2&mlmProbability=0.3',
      'This link has two values for the mask ratio; using the last one.',
    ],
    [
      'dupeFactor=-1',
      'This link has an invalid number of sets of masks (-1); using 0, fresh masks in each epoch. It can be a whole number from 0 to 100.',
    ],
    ['colour=red', 'This link has a setting “colour” that Cloze does not know.'],
    ['nonsense', 'This link says “nonsense”, which Cloze does not understand.'],
    ['=5', 'This link has a value (5) without the name of a setting.'],
    ['part=', 'This link names no part; showing the Playground instead.'],
    [
      'part=nothing',
      'This link asks for a part “nothing” that Cloze does not have; showing the Playground instead.',
    ],
  ])('%s', (hash, said) => {
    expect(complaintOf(hash)).toBe(said);
  });

  it('names no setting by its key in the code', () => {
    const keys = Object.keys(SETTINGS_SHAPE);
    const inCode = keys.filter((key) => /[A-Z]/.test(key));
    for (const key of keys) {
      const said = complaintOf(`${key}=?`);
      expect(said, key).toMatch(
        /^This link has an invalid .+ \(\?\); using \S.*\. (Possible values:|It can be) \S/,
      );
      expect(said, key).not.toMatch(/undefined|NaN|Infinity/);
      for (const word of inCode) expect(said).not.toContain(word);
    }
  });

  it('shows what a link says as one short line', () => {
    expect(complaintOf(`seed=${'9'.repeat(500)}`).length).toBeLessThan(160);
    expect(complaintOf('seed=a%0A%00b%E2%80%AEc')).toContain('(a b c)');
    expect(complaintOf('seed=%FF')).toContain('(\ufffd)');
    expect(complaintOf('seed=%ZZ')).toContain('(%ZZ)');
  });
});

it('knows a text by its id or its name, in any case of letters', () => {
  for (const asked of [
    'harbour',
    'Harbour',
    'The harbour at night',
    'THE%20HARBOUR%20AT%20NIGHT',
  ]) {
    expect(readLink(`#text=${asked}`)).toMatchObject({ text: 'harbour', problems: [] });
  }
  expect(readLink('#text=Agreement').text).toBe('agreement');
  expect(readLink('#text=Harbor')).toMatchObject({ text: undefined, missingText: 'Harbor' });
  expect(readLink('#text=').missingText).toBe('');
  expect(complaintOf('text=Harbor')).toBe(
    'This link asks for a text “Harbor” that Cloze does not have; showing “Bread at home” instead.',
  );
});

it('reads a part in any case of letters; without one it is the playground', () => {
  expect(readLink('#part=Library').part).toBe('library');
  expect(readLink('').part).toBe('playground');
});

it('reads a use, which the page looks for once it knows which there are', () => {
  expect(readLink('#part=uses&use=reply')).toMatchObject({
    ...{ part: 'uses', use: 'reply', isPlaceOnly: true, problems: [] },
  });
  expect(complaints('#use=a&use=b')).toEqual([
    'This link has two values for the use; using the last one.',
  ]);
});

it('says the first of many things that it could not take, and counts the rest', () => {
  const names = Array.from({ length: 30 }, (_, i) => `x${i}=1`);
  const said = complaints(`#${names.join('&')}`);
  expect(said).toHaveLength(21);
  expect(said.at(-1)).toBe('10 other parts of this link cannot be used.');
});
