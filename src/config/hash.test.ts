import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AUTO_KEYS } from './auto';
import { readHash, writeHash } from './hash';
import {
  BACKENDS,
  CONTEXTS,
  checkSettings,
  DEFAULT_SETTINGS,
  MASK_STRATEGIES,
  type Settings,
} from './settings';

const int = (min: number, max: number) => fc.integer({ min, max });
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    vocabSize: int(64, 32768),
    doLowerCase: fc.boolean(),
    stripAccents: fc.boolean(),
    keepTogether: fc.boolean(),
    packSentences: fc.boolean(),
    mlmProbability: real(0, 1),
    maskReplaceProb: real(0, 1),
    randomReplaceProb: real(0, 1),
    hiddenSize: int(1, 32), // of one head
    numHiddenLayers: int(1, 12),
    numAttentionHeads: int(8, 16),
    intermediateSize: int(8, 2048),
    maxPositionEmbeddings: int(8, 512),
    hiddenDropoutProb: real(0, 0.9),
    attentionProbsDropoutProb: real(0, 0.9),
    context: fc.constantFrom(...CONTEXTS),
    batchSize: int(1, 256),
    learningRate: real(1e-6, 1),
    warmupSteps: int(0, 100_000),
    maxSteps: int(1, 1_000_000),
    loadBestModelAtEnd: fc.boolean(),
    weightDecay: real(0, 1),
    maxGradNorm: real(0.01, 1000),
    seed: int(0, 4294967295),
    workers: int(0, 16),
    tokenizer: fc.constantFrom('wordpiece', 'word', 'character', 'starter'),
    beginFrom: fc.constant('nothing'),
    openedModel: fc.constant(0),
    layerNormEps: fc.double({ min: 0, max: 0.1, noNaN: true }),
    tieWordEmbeddings: fc.boolean(),
    minFrequency: int(1, 1000),
    maskStrategy: fc.constantFrom(...MASK_STRATEGIES),
    randomByFrequency: fc.boolean(),
    dupeFactor: int(0, 100),
    backend: fc.constantFrom('auto', ...BACKENDS),
  })
  .map((s) => ({
    ...s,
    hiddenSize: s.hiddenSize * s.numAttentionHeads,
    randomReplaceProb: s.randomReplaceProb * (1 - s.maskReplaceProb),
  }));

const anyText = fc.string().filter((text) => !text.includes('&amp;'));

it('reads what it has written', () => {
  fc.assert(
    fc.property(anySettings, fc.record({ text: anyText, part: anyText }), (settings, other) => {
      checkSettings(settings);
      const { given, ...rest } = readHash(`#${writeHash(settings, other, [])}`);
      expect({ ...DEFAULT_SETTINGS, ...given }).toEqual(settings);
      expect(rest).toEqual({ other, problems: [] });
    }),
  );
});

it('writes only what differs from the defaults', () => {
  expect(writeHash(DEFAULT_SETTINGS)).toBe('');
  expect(writeHash({ ...DEFAULT_SETTINGS, seed: 7, backend: 'wasm' })).toBe('seed=7&backend=wasm');
  expect(writeHash({ ...DEFAULT_SETTINGS, doLowerCase: false }, { text: 'harbour' })).toBe(
    'text=harbour&doLowerCase=false',
  );
});

it('writes of what a text may decide only what is not left to it, also where it is as usual', () => {
  const settings = { ...DEFAULT_SETTINGS, maxSteps: 300, learningRate: 0.003 };
  expect(writeHash(settings)).toBe('');
  const left = AUTO_KEYS.filter((key) => key !== 'maxSteps' && key !== 'tokenizer');
  expect(writeHash(settings, {}, left)).toBe('tokenizer=wordpiece&maxSteps=300');
});

it('begins from the starter only with settings that it has', () => {
  const read = (hash: string) => {
    const { given, problems } = readHash(hash);
    return [given, problems.map(({ kind }) => kind)];
  };
  expect(read('#beginFrom=starter')).toEqual([{ beginFrom: 'starter' }, []]);
  expect(read('#beginFrom=starter&tokenizer=word')).toEqual([{ tokenizer: 'word' }, ['starter']]);
  expect(read('#beginFrom=starter&hiddenSize=32')).toEqual([{ hiddenSize: 32 }, ['starter']]);
});

it('never throws, and returns settings that hold together', () => {
  const part = fc.tuple(fc.constantFrom(...Object.keys(DEFAULT_SETTINGS), 'odd'), fc.string());
  const anyHash = fc.oneof(
    fc.string(),
    fc.array(part).map((parts) => parts.map(([k, v]) => `${k}=${v}`).join('&')),
  );
  fc.assert(
    fc.property(anyHash, (hash) => {
      const settings = { ...DEFAULT_SETTINGS, ...readHash(hash).given };
      expect(checkSettings(settings)).toEqual(settings);
    }),
  );
});

it.each([
  'maxSteps=0',
  'maxSteps=ten',
  'maxSteps=',
  'maxSteps=%20',
  'maxSteps=1e99',
  'maxSteps=0x10',
  'maxSteps=Infinity',
  'maxSteps=NaN',
  'maxSteps=1,5',
  'maxSteps=50%25',
  'mlmProbability=15',
  'mlmProbability=101%25',
  'mlmProbability=5%25x',
  'doLowerCase=maybe',
  'doLowerCase=toString',
  'backend=abacus',
  'context=',
])('does not take %s', (hash) => {
  const { given, problems } = readHash(`#${hash}&seed=7`);
  expect(given).toEqual({ seed: 7 });
  const [key, raw] = new URLSearchParams(hash).entries().next().value!;
  expect(problems).toEqual([{ kind: 'invalid', key, raw }]);
});

it.each([
  ['maxSteps=1e3', { maxSteps: 1000 }],
  ['maxSteps=%2050%20', { maxSteps: 50 }],
  ['mlmProbability=.4', { mlmProbability: 0.4 }],
  ['mlmProbability=15%25', { mlmProbability: 0.15 }],
  ['mlmProbability=15%', { mlmProbability: 0.15 }], // not encoded, as people type it
  ['mlmProbability=40+%25', { mlmProbability: 0.4 }],
  ['doLowerCase=OFF', { doLowerCase: false }],
  ['doLowerCase=%20on%20', { doLowerCase: true }],
  ['doLowerCase=yes&keepTogether=no', { doLowerCase: true, keepTogether: false }],
  ['doLowerCase=1&keepTogether=0', { doLowerCase: true, keepTogether: false }],
  ['%20seed%20=%2B7', { seed: 7 }],
  ['backend=WASM', { backend: 'wasm' }],
  ['tokenizer=Whole words', { tokenizer: 'word' }],
  ['context=before%20only', { context: 'left' }],
  ['context=left', { context: 'left' }],
  ['seed=1&amp;maxSteps=50', { seed: 1, maxSteps: 50 }],
  ['maxSteps=ten&maxSteps=10', { maxSteps: 10 }],
  [
    'MaxSteps=50&mlm_probability=0.4&BACKEND=wasm',
    { maxSteps: 50, mlmProbability: 0.4, backend: 'wasm' },
  ],
])('takes %s as meant', (hash, given) => {
  const reading = readHash(`#${hash}`);
  expect(reading.given).toEqual(given);
});

it.each(['colour=red', 'hasOwnProperty=1', '__proto__=1', 'playground', '=5'])(
  'does not know %s',
  (hash) => {
    const { given, problems } = readHash(`#${hash}&seed=7`);
    expect(given).toEqual({ seed: 7 });
    expect(problems).toMatchObject([{ kind: 'unknown' }]);
  },
);

it('tells once of a setting with several values, and takes the last', () => {
  const { given, problems } = readHash('#seed=1&seed=2&seed=3&part=a&part=b&workers=2&workers=2');
  expect(given).toEqual({ seed: 3, workers: 2 });
  expect(problems).toEqual([
    { kind: 'twice', key: 'seed' },
    { kind: 'twice', key: 'part' },
  ]);
});

it('takes neither of two that do not fit each other, and the rest', () => {
  const { given, problems } = readHash(
    '#hiddenSize=64&numAttentionHeads=5&seed=7&maskReplaceProb=0.95',
  );
  expect(given).toEqual({ seed: 7 });
  expect(problems).toMatchObject([
    { kind: 'pair', keys: ['hiddenSize', 'numAttentionHeads'] },
    { kind: 'pair', keys: ['maskReplaceProb', 'randomReplaceProb'] },
  ]);
});
