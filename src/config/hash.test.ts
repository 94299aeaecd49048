import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHash, writeHash } from './hash';
import {
  BACKEND_CHOICES,
  CONTEXTS,
  checkSettings,
  DEFAULT_SETTINGS,
  MASK_STRATEGIES,
  type Settings,
  TOKENIZERS,
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
    weightDecay: real(0, 1),
    maxGradNorm: real(0.01, 1000),
    seed: int(0, 4294967295),
    workers: int(0, 16),
    tokenizer: fc.constantFrom(...TOKENIZERS),
    minFrequency: int(1, 1000),
    maskStrategy: fc.constantFrom(...MASK_STRATEGIES),
    randomByFrequency: fc.boolean(),
    dupeFactor: int(0, 100),
    backend: fc.constantFrom(...BACKEND_CHOICES),
  })
  .map((s) => ({
    ...s,
    hiddenSize: s.hiddenSize * s.numAttentionHeads,
    randomReplaceProb: s.randomReplaceProb * (1 - s.maskReplaceProb),
  }));

it('reads what it has written', () => {
  fc.assert(
    fc.property(anySettings, fc.option(fc.string(), { nil: undefined }), (settings, text) => {
      checkSettings(settings);
      const reading = readHash(`#${writeHash(settings, text)}`);
      expect(reading).toEqual({ settings, text, lab: {}, complaints: [] });
    }),
  );
});

it('writes only what differs from the defaults', () => {
  expect(writeHash(DEFAULT_SETTINGS)).toBe('');
  expect(writeHash({ ...DEFAULT_SETTINGS, seed: 7, backend: 'wasm' })).toBe('seed=7&backend=wasm');
  expect(writeHash({ ...DEFAULT_SETTINGS, doLowerCase: false }, 'harbour')).toBe(
    'text=harbour&doLowerCase=false',
  );
});

it('never throws, and returns settings that hold together', () => {
  const part = fc.tuple(fc.constantFrom(...Object.keys(DEFAULT_SETTINGS), 'odd'), fc.string());
  const anyHash = fc.oneof(
    fc.string(),
    fc.array(part).map((parts) => parts.map(([k, v]) => `${k}=${v}`).join('&')),
  );
  fc.assert(
    fc.property(anyHash, (hash) => {
      const { settings } = readHash(hash);
      expect(checkSettings(settings)).toEqual(settings);
    }),
  );
});

it.each([
  ['maxSteps=0', /maxSteps to “0”. Steps is a whole number from 1 to 1\u2009000\u2009000\.$/],
  ['maxSteps=ten', /maxSteps to “ten”/],
  ['maxSteps=', /maxSteps to “”/],
  ['maxSteps=1e99', /maxSteps to “1e99”/],
  ['doLowerCase=maybe', /doLowerCase to “maybe”/],
  ['backend=abacus', /backend to “abacus”/],
  ['colour=red', /setting “colour” that Cloze does not know/],
  ['hasOwnProperty=1', /setting “hasOwnProperty” that Cloze does not know/],
])('ignores %s, and says so', (hash, complaint) => {
  const reading = readHash(`#${hash}&seed=7`);
  expect(reading.settings).toEqual({ ...DEFAULT_SETTINGS, seed: 7 });
  expect(reading.complaints).toEqual([expect.stringMatching(complaint)]);
});

it('falls back to the defaults where the settings do not hold together', () => {
  const reading = readHash('#hiddenSize=64&numAttentionHeads=5');
  expect(reading.settings).toEqual(DEFAULT_SETTINGS);
  expect(reading.complaints).toEqual([expect.stringContaining('multiple of the number of heads')]);
});
