import { presetOf, SIZES } from '../../config/presets';
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from '../../config/settings';
import { MACHINE_KEYS, settingInShort, settingValue } from '../../store/settingTexts';
import styles from './TextNote.module.css';

/** Named even where they are as usual, and first: these decide most. */
const FIRST: readonly SettingKey[] = ['beginFrom', 'tokenizer', 'mlmProbability', 'learningRate'];

/** Where a setting in short would not be understood out of its place. */
const WORDS: { readonly [K in SettingKey]?: (settings: Settings) => string | undefined } = {
  tokenizer: (settings) => `tokens ${settingValue('tokenizer', settings)}`,
  attentionProbsDropoutProb: (settings) =>
    settings.attentionProbsDropoutProb === settings.hiddenDropoutProb
      ? undefined // it goes with the other
      : settingInShort('attentionProbsDropoutProb', settings),
  // Only of pieces that are learned from the text.
  vocabSize: (settings) =>
    settings.tokenizer === 'wordpiece' ? settingInShort('vocabSize', settings) : undefined,
  minFrequency: (settings) =>
    settings.tokenizer === 'starter' ? undefined : settingInShort('minFrequency', settings),
};

/** The settings of runs on a text, in short; those in `apart` are told elsewhere. */
export function settingsInShort(settings: Settings, apart: readonly SettingKey[]): string {
  const preset = presetOf(settings);
  const leftOut: readonly SettingKey[] = [
    ...[...MACHINE_KEYS, ...apart, 'loadBestModelAtEnd' as const],
    ...(preset ? SIZES : []),
  ];
  const others = SETTING_KEYS.filter(
    (key) => !FIRST.includes(key) && settings[key] !== DEFAULT_SETTINGS[key],
  );
  const named = [...FIRST, ...others]
    .filter((key) => !leftOut.includes(key))
    .map((key) => (WORDS[key] ? WORDS[key](settings) : settingInShort(key, settings)));
  const size = preset ? [`size ${preset.name.toLowerCase()}`] : [];
  return [...named, ...size].filter((words) => words !== undefined).join(', ');
}

interface Props {
  readonly name: string;
  readonly settings: Settings;
  /** Settings in which the runs differ, or that stand beside */
  readonly apart: readonly SettingKey[];
  /** What else is to be said of these runs, in sentences */
  readonly more?: string | undefined;
}

/** How runs on a text are trained, and at which step they are compared. */
export function TextNote({ name, settings, apart, more }: Props) {
  return (
    <p className={`small-print ${styles.note}`}>
      “{name}” is learned with the playground’s settings: {settingsInShort(settings, apart)}.{' '}
      {settings.loadBestModelAtEnd
        ? 'Each run counts at its best step. The exam picks that step, so every score is a little too good; but all runs have the same chances, so they can be compared.'
        : 'Each run counts at its last step.'}
      {more && ` ${more}`}
    </p>
  );
}
