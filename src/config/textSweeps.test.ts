import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings, TEXT_KEYS, whyInvalid } from './settings';
import { textSweeps } from './textSweeps';

const settings: Settings = { ...DEFAULT_SETTINGS, maxSteps: 200 };
const starter: Settings = { ...settings, tokenizer: 'starter', beginFrom: 'starter' };
const of = (changed: Settings, language: 'en' | undefined = undefined) =>
  textSweeps({ settings: changed, starter: language });
const impossible = (sweeps: ReturnType<typeof of>) =>
  Object.keys(sweeps).filter((key) => sweeps[key]!.why !== undefined);

it.each([settings, starter])('compares arms that sit the same exam and hold together', (base) => {
  const sweeps = of(base, 'en');
  for (const { arms, why } of Object.values(sweeps)) {
    if (why !== undefined) continue;
    expect(arms.length).toBeGreaterThan(1);
    expect(new Set(arms.map(({ label }) => label)).size).toBe(arms.length);
    for (const { settings: changed, pieces, sentences } of arms) {
      expect(whyInvalid({ ...base, ...changed })).toBeUndefined();
      expect(TEXT_KEYS.filter((key) => key in changed)).toEqual([]);
      expect([pieces, sentences]).toEqual([undefined, undefined]);
    }
  }
});

it('says what cannot be swept', () => {
  expect(impossible(of(settings))).toEqual(['sentences', 'vocabSize']);
  const sizes = ['hiddenSize', 'numHiddenLayers', 'numAttentionHeads'];
  const begun = of(starter, 'en');
  expect(impossible(begun)).toEqual(['sentences', 'vocabSize', ...sizes]);
  expect(begun.hiddenSize!.why).toBe('the starter has one size');
  // Five heads: no hidden size that is compared is a multiple of that.
  const odd = of({ ...settings, hiddenSize: 40, numAttentionHeads: 5 });
  expect(odd.hiddenSize!.why).toContain('no other value fits');
  expect(odd.numAttentionHeads!.arms.map(({ label }) => label)).toEqual(['1', '2', '4', '8']);
});

it('compares beginning from nothing and from the starter, where one reads the text in its tokens', () => {
  expect(of(starter).beginFrom).toBeUndefined();
  expect(of(settings, 'en').beginFrom!.why).toBe('the starter needs its own tokens');
  expect(of(starter, 'en').beginFrom!.arms.map((arm) => arm.settings)).toEqual([
    { beginFrom: 'nothing' },
    { beginFrom: 'starter' },
  ]);
  expect(of({ ...starter, beginFrom: 'nothing' }, 'en').beginFrom!.why).toBeUndefined();
  // The starter was trained with both sides in view.
  expect(of(starter, 'en').context!.caution).toContain('both sides');
  expect(of(settings, 'en').context!.caution).toBeUndefined();
});

it('goes by the steps of the text', () => {
  const { maxSteps, warmupSteps } = of(settings);
  expect(maxSteps!.arms.map((arm) => arm.settings.maxSteps)).toEqual([50, 100, 200, 400, 800]);
  expect(warmupSteps!.arms.map((arm) => arm.settings.warmupSteps)).toEqual([0, 6, 20, 60]);
  // Of so few steps some shares are the same number.
  expect(of({ ...settings, maxSteps: 1 }).maxSteps!.arms.map(({ label }) => label)).toEqual([
    ...['1', '2', '4'],
  ]);
});
