import { describe, expect, it } from 'vitest';
import { checkPrepared, checkText } from '../dataset/checkText';
import { prepareText } from '../dataset/prepare';
import { type BuiltInText, builtInTexts } from './builtInTexts';

/** What the starter has read may be shorter: it read all of them together. */
function leastOf({ isShort, isRead }: BuiltInText) {
  if (isShort) return { bytes: 2000, sentences: 40 };
  return isRead ? { bytes: 6000, sentences: 75 } : { bytes: 15_000, sentences: 150 };
}

describe('the built-in texts', () => {
  it('are several, of different kinds, one not in English', () => {
    expect(builtInTexts.length).toBeGreaterThanOrEqual(4);
    expect(new Set(builtInTexts.map((t) => t.kind)).size).toBe(builtInTexts.length);
    expect(builtInTexts.some((t) => t.language !== 'en')).toBe(true);
  });

  it.each(builtInTexts)('$id is long enough, and wholly known to its own vocabulary', async (t) => {
    const text = await t.load();
    const { bytes, sentences } = leastOf(t);
    expect(new TextEncoder().encode(text).length).toBeGreaterThan(bytes);
    expect(checkText(text)).toBeUndefined();
    const settings = { vocabSize: 1024, doLowerCase: true };
    const { stats } = await prepareText(text, settings);
    expect(checkPrepared(stats, {})).toBeUndefined();
    expect(stats.unknownShare).toBeLessThan(0.001);
    expect(stats.sentences).toBeGreaterThan(sentences);
  });
});
