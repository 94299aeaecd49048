import * as v from 'valibot';
import { settingError } from './fieldError';
import {
  DEFAULT_SETTINGS,
  SETTINGS_SHAPE,
  type SettingKey,
  type Settings,
  SettingsSchema,
} from './settings';

const KEYS = Object.keys(SETTINGS_SHAPE) as SettingKey[];

/** Settings that must fit each other. */
const PAIRS: readonly (readonly SettingKey[])[] = [
  ['hiddenSize', 'numAttentionHeads'],
  ['maskReplaceProb', 'randomReplaceProb'],
];

/** What an address says, and what of it could not be taken. */
export interface HashReading {
  readonly settings: Settings;
  /** Name of a built-in text, where the address gives one */
  readonly text: string | undefined;
  /** Part of the page, where the address gives one */
  readonly part: string | undefined;
  /** What the experiments show, where the address says so */
  readonly lab: Readonly<Partial<Record<LabKey, string>>>;
  /** One plain sentence for each part that was not understood; its default is used instead */
  readonly complaints: readonly string[];
}

/** Of the experiments: id of a language, steps of the three models, and which blanks of the exam count. */
const LAB_KEYS = ['language', 'steps', 'exam'] as const;
type LabKey = (typeof LAB_KEYS)[number];

/** The address's hash without '#': only what differs from the defaults, in a fixed order. */
export function writeHash(
  settings: Settings,
  text?: string,
  part?: string,
  lab: HashReading['lab'] = {},
): string {
  const params = new URLSearchParams();
  if (part !== undefined) params.set('part', part);
  for (const name of LAB_KEYS) if (lab[name] !== undefined) params.set(name, lab[name]);
  if (text !== undefined) params.set('text', text);
  for (const name of KEYS) {
    if (settings[name] !== DEFAULT_SETTINGS[name]) params.set(name, String(settings[name]));
  }
  return params.toString();
}

function parse(name: SettingKey, raw: string): unknown {
  switch (typeof DEFAULT_SETTINGS[name]) {
    case 'number':
      return raw.trim() === '' ? Number.NaN : Number(raw);
    case 'boolean':
      return raw === 'true' || (raw === 'false' ? false : raw);
    default:
      return raw;
  }
}

/** Reads `#backend=webgl&maxSteps=50`; what is unknown or out of range is said and left out. */
export function readHash(hash: string): HashReading {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const complaints: string[] = [];
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  let text: string | undefined;
  let part: string | undefined;
  const lab: Partial<Record<LabKey, string>> = {};
  for (const [name, raw] of params) {
    if (name === 'part') {
      part = raw;
      continue;
    }
    if (name === 'text') {
      text = raw;
      continue;
    }
    const labKey = LAB_KEYS.find((k) => k === name);
    if (labKey) {
      lab[labKey] = raw;
      continue;
    }
    const known = KEYS.find((k) => k === name);
    if (!known) {
      complaints.push(`The address has a setting “${name}” that Cloze does not know.`);
      continue;
    }
    const result = v.safeParse(SETTINGS_SHAPE[known] as v.GenericSchema, parse(known, raw));
    if (result.success) settings[known] = result.output;
    else complaints.push(`The address sets ${name} to “${raw}”. ${settingError(known, raw)}`);
  }
  for (const pair of PAIRS) {
    const alone = Object.fromEntries(pair.map((name) => [name, settings[name]]));
    const fit = v.safeParse(SettingsSchema, { ...DEFAULT_SETTINGS, ...alone });
    if (fit.success) continue;
    complaints.push(`The address sets ${pair.join(' and ')}: ${fit.issues[0]!.message}`);
    for (const name of pair) settings[name] = DEFAULT_SETTINGS[name];
  }
  return { settings: settings as Settings, text, part, lab, complaints };
}
