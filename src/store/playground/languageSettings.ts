import { DEFAULT_SETTINGS, type Settings } from '../../config/settings';
import type { Source } from '../../protocol/texts';
import type { KeptRun } from '../../storage/keptRun';

/** What an artificial language needs: each word is a token, and each sentence has a window to itself. */
export const LANGUAGE_SETTINGS = {
  beginFrom: 'nothing',
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

/** The settings that such a text has unless somebody changes them, but for what Auto decides. */
export const usualFor = ({ grammar }: Pick<Source, 'grammar'>): Settings =>
  grammar === undefined ? DEFAULT_SETTINGS : { ...DEFAULT_SETTINGS, ...LANGUAGE_SETTINGS };

/** The settings that a kept run would have if nobody had changed any: what Auto decided is as usual. */
export const usualOf = ({
  text,
  settings,
  auto = [],
}: Pick<KeptRun, 'settings' | 'auto'> & { text: Pick<Source, 'grammar'> }): Settings => ({
  ...usualFor(text),
  ...Object.fromEntries(auto.map((key) => [key, settings[key]])),
});

/** Switches to these settings with a language, and back with a text, unless the person has changed them since. */
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
      // A link to a language, or a run, brings the settings along: the next text gets the defaults.
      before ??= pick(keep || areSet(settings) ? DEFAULT_SETTINGS : settings);
      return keep || areSet(settings) ? settings : { ...settings, ...LANGUAGE_SETTINGS };
    },
  };
}
