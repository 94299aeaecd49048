import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import type { Source } from '../../protocol/texts';

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

/** What settings are with such a text unless somebody changes them. */
export const usualFor = ({ grammar }: Pick<Source, 'grammar'>): Settings =>
  grammar === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, ...LANGUAGE_SETTINGS };

/** Sets them with a language, and back to what they were with a text, unless the person has changed them meanwhile. */
export function createLanguageSettings() {
  let before: Partial<Settings> | undefined;
  return {
    /** @param keep the text comes with settings of its own, as that of a run that is opened */
    settingsFor({ grammar }: Source, settings: Settings, keep = false): Settings {
      if (grammar === undefined) {
        const old = before;
        before = undefined;
        return old && !keep && areSet(settings) ? { ...settings, ...old } : settings;
      }
      // A link to a language brings them along, and so does a run: then a text has the usual ones.
      before ??= pick(keep || areSet(settings) ? DEFAULT_SETTINGS : settings);
      return keep || areSet(settings) ? settings : { ...settings, ...LANGUAGE_SETTINGS };
    },
  };
}
