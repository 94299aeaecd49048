import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import type { Source } from '../protocol/texts';

/** What must be so for a language to stay one: its words as tokens, and each sentence alone in its window. */
export const LANGUAGE_SETTINGS = {
  tokenizer: 'word',
  minFrequency: 1,
  packSentences: false,
  keepTogether: false,
} as const satisfies Partial<Settings>;

const KEYS = Object.keys(LANGUAGE_SETTINGS) as (keyof typeof LANGUAGE_SETTINGS)[];

const pick = (settings: Settings): Partial<Settings> =>
  Object.fromEntries(KEYS.map((key) => [key, settings[key]]));
const areSet = (settings: Settings) =>
  KEYS.every((key) => settings[key] === LANGUAGE_SETTINGS[key]);

/** Sets them with a language, and back to what they were with a text, unless the person has changed them meanwhile. */
export function createLanguageSettings() {
  let before: Partial<Settings> | undefined;
  return ({ grammar }: Source, settings: Settings): Settings => {
    if (grammar === undefined) {
      const restored = before && areSet(settings) ? { ...settings, ...before } : settings;
      before = undefined;
      return restored;
    }
    // A link to a language brings them along: then a text has the usual ones.
    before ??= pick(areSet(settings) ? DEFAULT_SETTINGS : settings);
    return { ...settings, ...LANGUAGE_SETTINGS };
  };
}
