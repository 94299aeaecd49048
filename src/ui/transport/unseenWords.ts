import { presetOf, SIZES } from '../../config/presets';
import type { SettingKey, Settings } from '../../config/settings';
import { settingInShort } from '../../store/settingTexts';

type Change = SettingKey | 'text';

/** What has changed, in short: “this text”, “mask ratio 40 %”, “the medium model”. Sizes that a preset has are one change. */
export function changesInWords(changes: readonly Change[], settings: Settings): string[] {
  const preset = presetOf(settings);
  const isSize = (key: Change) => SIZES.some((size) => size === key);
  const isOne = preset !== undefined && changes.filter(isSize).length > 1;
  const words = changes.map((key) => {
    if (key === 'text') return 'this text';
    return isOne && isSize(key)
      ? `the ${preset.name.toLowerCase()} model`
      : settingInShort(key, settings);
  });
  return [...new Set(words)];
}

/** What a restart takes over: the one change, or how many there are. */
export const restartWords = (words: readonly string[]): string =>
  `Restart with ${words.length === 1 ? words[0] : `${words.length} changes`}`;

/**
 * Why the results are not of what is set.
 *
 * @param trained the settings that they are of
 * @param other the name of the text that they are of, where it is another and not the same one edited
 */
export function unseenReason(
  changes: readonly Change[],
  trained: Settings,
  other: string | undefined,
): string {
  if (other !== undefined) return `These results come from another text, “${other}”.`;
  if (changes.includes('text')) {
    return 'These results come from the text as it was. Train begins afresh with your changes.';
  }
  const words = changesInWords(changes, trained);
  return words.length < 3
    ? `These results come from a run with other settings: ${words.join(', ')}.`
    : 'These results come from a run with other settings.';
}
