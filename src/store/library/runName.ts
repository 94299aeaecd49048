import { OPENED_KEYS } from '../../config/openedModel';
import { presetOf, SIZES } from '../../config/presets';
import {
  DEFAULT_SETTINGS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from '../../config/settings';
import type { KeptRun } from '../../storage/keptRun';
import { MACHINE_KEYS, settingInShort } from '../settingTexts';

/** Separates the parts of a name, so that a chart can leave out the parts that all its runs share. */
export const BETWEEN = ' · ';

/** The most differences to name; the others are counted. */
const MOST = 3;

/** The number of steps stands beside the name, and can grow. The id of a model says nothing. */
const LEFT_OUT: readonly SettingKey[] = [...MACHINE_KEYS, 'maxSteps', 'openedModel'];

/** What comes with an opened model: one part of a name says it all. */
const OF_MODEL: readonly SettingKey[] = [...OPENED_KEYS, 'tokenizer', 'maxPositionEmbeddings'];

/** What a run has of an opened model, if that `differs`, and the settings that came with it. */
function ofModel(
  { beginFrom, tokenizer }: Settings,
  differs: (key: SettingKey) => boolean,
): { readonly parts: readonly string[]; readonly keys: readonly SettingKey[] } {
  if (!differs('openedModel')) return { parts: [], keys: [] };
  const keys = OF_MODEL.filter((key) => key !== 'tokenizer' || tokenizer === 'model');
  if (beginFrom === 'opened')
    return { parts: ['from an opened model'], keys: [...keys, 'beginFrom'] };
  return tokenizer === 'model'
    ? { parts: ['an opened model’s tokens'], keys }
    : { parts: [], keys: [] };
}

/** Named first, in this order: these are what people vary most. */
const FIRST: readonly SettingKey[] = ['mlmProbability', 'maskStrategy', 'context'];

/** Those of these settings whose key `differs`, in short; the seed last. */
function named(settings: Settings, differs: (key: SettingKey) => boolean): string[] {
  const model = ofModel(settings, differs);
  const preset = model.parts.length === 0 && presetOf(settings);
  const isNamed = (key: SettingKey) =>
    model.keys.includes(key) || ((SIZES as readonly SettingKey[]).includes(key) && preset);
  const keys = [...FIRST, ...SETTING_KEYS.filter((key) => !FIRST.includes(key))].filter(
    (key) => differs(key) && !LEFT_OUT.includes(key) && key !== 'seed' && !isNamed(key),
  );
  const size = SIZES.some(differs) && preset ? [preset.name.toLowerCase()] : [];
  const all = [...model.parts, ...size, ...keys.map((key) => settingInShort(key, settings))];
  const more = all.length > MOST ? [`${all.length - MOST} more`] : [];
  const seed = differs('seed') ? [`seed ${settings.seed}`] : [];
  return [...all.slice(0, MOST), ...more, ...seed];
}

/** How these settings differ from `usual`, in short; the seed last. */
export const differencesOf = (settings: Settings, usual: Settings): string[] =>
  named(settings, (key) => settings[key] !== usual[key]);

/** The settings that not all of `others` have the same, in short; the seed last. */
export const toldApart = (settings: Settings, others: readonly Settings[]): string[] =>
  named(settings, (key) => others.some((other) => other[key] !== settings[key]));

/** `name`, or with a number where it is taken. */
export function uniqueName(name: string, taken: readonly string[]): string {
  let found = name;
  for (let n = 2; taken.includes(found); n++) found = `${name} (${n})`;
  return found;
}

/** A name for a new run: its text and how its settings differ from `usual`, as in "Bread at home · mask ratio 40 %". */
export const defaultName = (
  text: string,
  settings: Settings,
  taken: readonly string[],
  usual: Settings = DEFAULT_SETTINGS,
): string => uniqueName([text, ...differencesOf(settings, usual)].join(BETWEEN), taken);

/** Whether a run still has the name that it was given when it was kept. */
export function hasDefaultName(
  { name, text, settings }: Pick<KeptRun, 'name' | 'text' | 'settings'>,
  usual: Settings,
): boolean {
  const given = defaultName(text.name, settings, [], usual);
  return name === given || name.replace(/ \(\d+\)$/, '') === given;
}
