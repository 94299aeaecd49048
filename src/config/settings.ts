import * as v from 'valibot';
import {
  type ChoiceRow,
  type NumberRow,
  type Row,
  SETTINGS,
  type SwitchRow,
} from './settingsTable';
import { fitsStarter } from './starter';

type Table = typeof SETTINGS;
export type SettingKey = keyof Table;

type ValueOf<R extends Row> = R extends ChoiceRow
  ? keyof R['names']
  : R extends SwitchRow
    ? boolean
    : number;

/** The settings of a run: plain and cloneable. */
export type Settings = { readonly [K in SettingKey]: ValueOf<Table[K]> };

/** The settings whose row matches `Kind`. */
export type KeysOf<Kind> = { [K in SettingKey]: Table[K] extends Kind ? K : never }[SettingKey];
export type NumberKey = KeysOf<{ kind: 'number' }>;
export type SwitchKey = KeysOf<{ kind: 'switch' }>;
export type ChoiceKey = KeysOf<{ kind: 'choice' }>;
/** The settings that decide the vocabulary and how the text is cut. */
export type TextKey = KeysOf<{ changes: 'text' }>;

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

export const isNumber = (key: SettingKey): key is NumberKey => SETTINGS[key].kind === 'number';
export const isSwitch = (key: SettingKey): key is SwitchKey => SETTINGS[key].kind === 'switch';
export const isChoice = (key: SettingKey): key is ChoiceKey => SETTINGS[key].kind === 'choice';

const changesText = (key: SettingKey): key is TextKey => SETTINGS[key].changes === 'text';
export const TEXT_KEYS: readonly TextKey[] = SETTING_KEYS.filter(changesText);

/** Settings that a run keeps from its first step to its last: to change one is to start over. */
export const RESET_KEYS: readonly SettingKey[] = SETTING_KEYS.filter(
  (key) => SETTINGS[key].changes !== 'live',
);

/** The row of a number, with what only some of them have. */
export const numberRow = (key: NumberKey): NumberRow => SETTINGS[key];

/** Settings that are shares of 1, which a link may write in percent. */
export const SHARE_KEYS: readonly SettingKey[] = SETTING_KEYS.filter(
  (key) => isNumber(key) && numberRow(key).share,
);

const valuesOf = <V extends string>(names: Readonly<Record<V, string>>) =>
  Object.keys(names) as V[];

/** What a text is split into. */
export type TokenizerKind = Settings['tokenizer'];

/** How much of a sentence a token may look at. */
export const CONTEXTS = valuesOf(SETTINGS.context.names);
export type Context = Settings['context'];

/** How tokens are chosen to be masked; `masking/strategies.ts` chooses them. */
export const MASK_STRATEGIES = valuesOf(SETTINGS.maskStrategy.names);
export type MaskStrategy = Settings['maskStrategy'];

export type Backend = Exclude<Settings['backend'], 'auto'>;
export const BACKENDS = valuesOf(SETTINGS.backend.names).filter((name) => name !== 'auto');

/** The longest sequence that a model can be made for. */
export const MOST_POSITIONS = SETTINGS.maxPositionEmbeddings.max;

function schemaOf(key: SettingKey): v.GenericSchema {
  if (isChoice(key)) return v.picklist(Object.keys(SETTINGS[key].names));
  if (!isNumber(key)) return v.boolean();
  const { min, max, integer } = numberRow(key);
  const range = [v.minValue<number, number>(min), v.maxValue<number, number>(max)] as const;
  return integer ? v.pipe(v.number(), v.integer(), ...range) : v.pipe(v.number(), ...range);
}

const byKey = <T>(of: (key: SettingKey) => T) =>
  Object.fromEntries(SETTING_KEYS.map((key) => [key, of(key)]));

/** What each setting may be. */
export const SETTINGS_SHAPE = byKey(schemaOf) as {
  readonly [K in SettingKey]: v.GenericSchema<Settings[K]>;
};

export const SettingsSchema = v.pipe(
  v.object(SETTINGS_SHAPE),
  v.check(
    (s) => s.hiddenSize % s.numAttentionHeads === 0,
    'The hidden size must be a multiple of the number of heads.',
  ),
  v.check(
    (s) => s.maskReplaceProb + s.randomReplaceProb <= 1 + 1e-9,
    'Hidden and swapped together cannot exceed 100 %.',
  ),
  v.check(
    (s) => s.beginFrom !== 'starter' || s.tokenizer === 'starter',
    'A run that begins from the starter needs the starter’s tokens.',
  ),
  v.check(
    (s) => s.openedModel !== 0 || (s.beginFrom !== 'opened' && s.tokenizer !== 'model'),
    'Open a model first: a run can then begin from it, or use its tokens.',
  ),
  v.check(
    (s) => s.beginFrom !== 'starter' || fitsStarter(s),
    'The starter has the size of Small, reads 32 tokens at once and knows no capitals: a run that begins from it needs the same.',
  ),
);

export const DEFAULT_SETTINGS = byKey((key) => SETTINGS[key].default) as Settings;

/** Why settings are not valid, in the page's words; undefined where they are. */
export function whyInvalid(settings: unknown): string | undefined {
  try {
    checkSettings(settings);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^checkSettings: /, '');
  }
}

/** Returns `settings` if they are valid; throws an error that gives every reason if not. */
export function checkSettings(settings: unknown): Settings {
  const result = v.safeParse(SettingsSchema, settings);
  if (result.success) return result.output;
  const reasons = result.issues.map((issue) => {
    const path = v.getDotPath(issue);
    return path ? `${path}: ${issue.message}` : issue.message;
  });
  throw new Error(`checkSettings: ${reasons.join(' ')}`);
}
