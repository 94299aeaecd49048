import { describe, expect, it } from 'vitest';
import { checkPrepared, checkText } from '../dataset/checkText';
import { prepareText } from '../dataset/prepare';
import { builtInTexts } from './builtInTexts';

describe('the built-in texts', () => {
  it('are several, of different kinds, one not in English', () => {
    expect(builtInTexts.length).toBeGreaterThanOrEqual(4);
    expect(new Set(builtInTexts.map((t) => t.kind)).size).toBe(builtInTexts.length);
    expect(builtInTexts.some((t) => t.language !== 'en')).toBe(true);
  });

  it.each(builtInTexts)('$id is long enough, and wholly known to its own vocabulary', async (t) => {
    const text = await t.load();
    // What the starter has read may be shorter: it read all of them together.
    expect(new TextEncoder().encode(text).length).toBeGreaterThan(t.isRead ? 6000 : 15_000);
    expect(checkText(text)).toBeUndefined();
    const settings = { vocabSize: 1024, doLowerCase: true };
    const { stats } = await prepareText(text, settings);
    expect(checkPrepared(stats, settings)).toBeUndefined();
    expect(stats.unknownShare).toBeLessThan(0.001);
    expect(stats.sentences).toBeGreaterThan(t.isRead ? 75 : 150);
  });
});
