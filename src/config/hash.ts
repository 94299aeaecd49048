import * as v from 'valibot';
import { AUTO_KEYS, type AutoKey, isAuto } from './auto';
import { choiceNamed } from './choices';
import {
  DEFAULT_SETTINGS,
  isChoice,
  isSwitch,
  SETTING_KEYS,
  SETTINGS_SHAPE,
  type SettingKey,
  type Settings,
  SettingsSchema,
  SHARE_KEYS,
} from './settings';
import { fitsStarter } from './starter';

/** Settings that are checked together. */
const PAIRS = [
  ['hiddenSize', 'numAttentionHeads'],
  ['maskReplaceProb', 'randomReplaceProb'],
] as const satisfies readonly (readonly [SettingKey, SettingKey])[];

/** What Experiments shows: a language by its id, steps of the three models, and which blanks of the exam count. */
const EXPERIMENT_KEYS = ['language', 'steps', 'exam'] as const;
/** What is packed in a link: a run to repeat, and a text of somebody's own (`store/links/sent/`). */
const PACKED_KEYS = ['replay', 'own'] as const;
const OTHER_KEYS = [
  'embed',
  'lesson',
  'part',
  'use',
  ...EXPERIMENT_KEYS,
  'text',
  ...PACKED_KEYS,
] as const;
/** What an address says besides the settings. */
export type OtherKey = (typeof OTHER_KEYS)[number];
export type OtherParts = Readonly<Partial<Record<OtherKey, string>>>;

/** A part of an address that cannot be used; the default takes its place. */
export type HashProblem =
  | { readonly kind: 'unknown'; readonly name: string; readonly raw: string }
  | { readonly kind: 'invalid'; readonly key: SettingKey; readonly raw: string }
  /** Two values; the last one counts */
  | { readonly kind: 'twice'; readonly key: SettingKey | OtherKey }
  /** It begins from the starter with settings that the starter does not have */
  | { readonly kind: 'starter' }
  /** It begins from a model that somebody opened, which no link can carry */
  | { readonly kind: 'opened' }
  /** Each value is valid, but not together with the other */
  | { readonly kind: 'pair'; readonly keys: (typeof PAIRS)[number]; readonly values: Settings };

export interface HashReading {
  /** The valid settings that the address names; with the defaults they make a valid whole */
  readonly given: Partial<Settings>;
  /** As written: this file does not know which texts, parts and languages there are */
  readonly other: OtherParts;
  readonly problems: readonly HashProblem[];
}

/**
 * The address's hash without '#', in a fixed order: what differs from the defaults, and of the settings that a text may
 * decide those that are not left to it.
 */
export function writeHash(
  settings: Settings,
  other: OtherParts = {},
  auto: readonly AutoKey[] = AUTO_KEYS,
): string {
  const params = new URLSearchParams();
  for (const name of OTHER_KEYS) if (other[name] !== undefined) params.set(name, other[name]);
  const isOpened = settings.beginFrom === 'opened' || settings.tokenizer === 'model';
  for (const name of SETTING_KEYS) {
    if (name === 'openedModel' && !isOpened) continue;
    const isWritten = isAuto(name)
      ? !auto.includes(name)
      : settings[name] !== DEFAULT_SETTINGS[name];
    if (isWritten) params.set(name, String(settings[name]));
  }
  return params.toString();
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as people write it. NaN for what only JavaScript reads as a number: an empty string, 0x10, Infinity. */
export function decimal(raw: string): number {
  const trimmed = raw.trim();
  return DECIMAL.test(trimmed) ? Number(trimmed) + 0 : Number.NaN;
}

const SWITCH: Readonly<Record<string, boolean>> = {
  ...{ true: true, on: true, yes: true, 1: true },
  ...{ false: false, off: false, no: false, 0: false },
};

function parse(name: SettingKey, raw: string): unknown {
  if (isChoice(name)) return choiceNamed(name, raw);
  if (isSwitch(name)) {
    const word = raw.trim().toLowerCase();
    return Object.hasOwn(SWITCH, word) ? SWITCH[word] : undefined;
  }
  const share = SHARE_KEYS.includes(name) && /^(.*)%\s*$/.exec(raw);
  return share ? decimal(share[1]!) / 100 : decimal(raw);
}

/** Whether `name` means this key: in any case, and also as Hugging Face spells it (`mlm_probability`). */
const isNamed = (key: string, name: string) =>
  key.toLowerCase() === name.trim().replaceAll('_', '').toLowerCase();

/** Reads `#backend=webgl&maxSteps=50`. Never throws: what is unknown or out of range is left out and reported. */
export function readHash(hash: string): HashReading {
  // A link copied from a page's source may have `&amp;` for `&`.
  const params = new URLSearchParams(hash.replace(/^#/, '').replaceAll('&amp;', '&'));
  const problems: HashProblem[] = [];
  const isTwice = new Set<string>();
  const given: Record<string, unknown> = {};
  const other: Partial<Record<OtherKey, string>> = {};
  const seen = new Map<string, string>();
  for (const [name, raw] of params) {
    const setting = SETTING_KEYS.find((key) => isNamed(key, name));
    const part = OTHER_KEYS.find((key) => isNamed(key, name));
    const key = setting ?? part;
    if (!key) {
      problems.push({ kind: 'unknown', name, raw });
      continue;
    }
    const before = seen.get(key);
    if (before !== undefined && before !== raw && !isTwice.has(key)) {
      problems.push({ kind: 'twice', key });
      isTwice.add(key);
    }
    seen.set(key, raw);
    if (part) other[part] = raw;
    if (!setting) continue;
    delete given[setting];
    const result = v.safeParse(SETTINGS_SHAPE[setting], parse(setting, raw));
    if (result.success) given[setting] = result.output;
    else problems.push({ kind: 'invalid', key: setting, raw });
  }
  for (const keys of PAIRS) {
    const pair = Object.fromEntries(keys.flatMap((k) => (k in given ? [[k, given[k]]] : [])));
    const values = { ...DEFAULT_SETTINGS, ...pair } as Settings;
    if (v.safeParse(SettingsSchema, values).success) continue;
    problems.push({ kind: 'pair', keys, values });
    for (const key of keys) delete given[key];
  }
  if (given.beginFrom === 'opened' || given.tokenizer === 'model' || given.openedModel) {
    problems.push({ kind: 'opened' });
    for (const key of ['beginFrom', 'tokenizer', 'openedModel']) delete given[key];
  }
  const named = given as Partial<Settings>;
  const hasItsTokens = (named.tokenizer ?? 'starter') === 'starter';
  const canBegin = hasItsTokens && fitsStarter({ ...DEFAULT_SETTINGS, ...named });
  if (named.beginFrom === 'starter' && !canBegin) {
    problems.push({ kind: 'starter' });
    delete given.beginFrom;
  }
  return { given: named, other, problems };
}
