import { expect, it } from 'vitest';
import type { View } from '../../../protocol/look';
import type { Specimen } from '../../../store/playground/specimen';
import { SPECIAL_TOKENS } from '../../../tokenizer/vocabulary';
import { type AttentionPicture, attentionSvg } from './attentionSvg';
import { bertVizJson } from './bertViz';
import { sentenceFacts } from './sentenceFacts';

const VOCABULARY = [...SPECIAL_TOKENS, 'a', 'cat', '##s', '<sat>'];
/** "A cats <sat>", both pieces of "cats" hidden. */
const SPECIMEN: Specimen = {
  source: { kind: 'own' },
  text: 'A cats <sat>',
  tokens: [
    { id: 5, start: 0, end: 1, wordId: 0 },
    { id: 6, start: 2, end: 5, wordId: 1 },
    { id: 7, start: 5, end: 6, wordId: 1 },
    { id: 8, start: 7, end: 12, wordId: 2 },
  ],
  blanks: [1, 2],
};
const T = 6;
/** Head 1 looks at itself, head 2 at what comes next. */
const attentions = Float32Array.from({ length: 2 * T * T }, (_, at) => {
  const [h, i, j] = [Math.floor(at / (T * T)), Math.floor(at / T) % T, at % T];
  return j === i + h ? 1 : 0;
});
const VIEW: View = {
  ...{ requestId: 1, step: 1200, context: 'both', recorded: false, milliseconds: 1 },
  ...{ length: T, layers: 1, heads: 2, attentions, exact: undefined },
  guesses: [[{ id: 6, probability: 0.75 }], [{ id: 8, probability: 0.123456 }]],
};
const facts = sentenceFacts(SPECIMEN, VIEW, VOCABULARY);
const COLOURS: AttentionPicture['colours'] = {
  ...{ empty: [255, 255, 255], left: [0, 0, 255], right: [255, 128, 0], self: [0, 0, 0] },
  ...{ less: [255, 0, 0], paper: '#fff', ink: '#000', muted: '#666' },
};
const drawn = (changed: Partial<AttentionPicture> = {}) =>
  attentionSvg({
    ...{ facts, from: undefined, head: undefined, dir: 'ltr', colours: COLOURS },
    ...changed,
  }).text;

it('says what the model saw: hidden tokens as [MASK], hidden words as blanks', () => {
  expect(facts.sentence).toBe('A ___ <sat>');
  expect(facts.tokens).toEqual(['[CLS]', 'a', '[MASK]', '[MASK]', '<sat>', '[SEP]']);
  expect(facts.blanks.map(({ place, answer }) => [place, answer])).toEqual([
    [2, 'cat'],
    [3, '##s'],
  ]);
});

it('is JSON in the shape that BertViz hands to its views, with the guesses beside it', () => {
  const json = JSON.parse(bertVizJson(facts));
  const [{ name, attn, left_text, right_text }] = json.attention;
  expect([name, left_text, right_text]).toEqual([null, facts.tokens, facts.tokens]);
  expect([attn.length, attn[0].length, attn[0][1].length]).toEqual([1, 2, T]);
  expect(attn[0][0][2]).toEqual([0, 0, 1, 0, 0, 0]);
  expect(attn[0][1][2]).toEqual([0, 0, 0, 1, 0, 0]);
  expect(json.blanks[1]).toEqual({
    ...{ place: 3, answer: '##s' },
    guesses: [{ token: '<sat>', probability: 0.12346 }],
  });
});

it('draws a cell for each place that is looked at, in the colour of its side', () => {
  const svg = drawn();
  const ink = [0, 1, 2, 3, 4, 5].map((i) => `M${i} ${i}h1v1h-1z`).join('');
  const amber = [0, 1, 2, 3, 4].map((i) => `M${i + 1} ${i}h1v1h-1z`).join('');
  expect(svg).toContain(`<path fill="#000000" d="${ink}"/>`);
  expect(svg).toContain(`<path fill="#ff8000" d="${amber}"/>`);
  expect(svg).not.toContain('#0000ff');
  // From right to left the first token stands at the right.
  expect(drawn({ dir: 'rtl' })).toContain('d="M5 0h1v1h-1z');
});

it('draws what differs from another moment, in ink and red', () => {
  const other = { ...VIEW, attentions: attentions.map((share) => 1 - share) };
  const svg = drawn({ from: { maps: other, name: 'step 5' } });
  expect(svg).toContain('Minus step 5. Ink: more, red: less.');
  expect(svg).toContain('fill="#ff0000"');
  expect(svg).not.toContain('#ff8000');
});

it('writes words of any text as words, and names the tokens of a head that is large', () => {
  const svg = drawn({ head: { layer: 0, head: 1 } });
  expect(svg).toContain('&lt;sat&gt;');
  expect(svg).not.toContain('<sat>');
  expect(svg).toContain('Layer 1, head 2. Step 1\u202F200.');
  expect(svg.match(/>\[MASK\]</g)).toHaveLength(4);
  expect(svg.match(/<g transform/g)).toHaveLength(1);
});
