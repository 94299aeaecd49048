import { formatCount } from '../../base/format';
import { SETTING_KEYS, type SettingKey } from '../../config/settings';
import type { KeptRun } from '../../storage/keptRun';
import { BETWEEN, hasDefaultName, toldApart } from '../../store/library/runName';
import { usualOf } from '../../store/playground/languageSettings';
import { MACHINE_KEYS, settingLabel, settingValue } from '../../store/settingTexts';

/** What is compared as one: a run, or runs that differ in nothing but their seed. */
export interface Condition {
  /** Of its first run */
  readonly id: string;
  /** "A", or "A, C" of several runs: as they stand in the list and the chart */
  readonly letters: string;
  /** Where its first run stands among the chosen, from 0 */
  readonly place: number;
  /** What tells its name from the others' */
  readonly name: string;
  /** One a seed, the least seed first */
  readonly runs: readonly KeptRun[];
}

/** 0 -> A, 1 -> B … */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);

/** Equal for runs that differ in nothing but their seed and the machine that they ran on. */
function kindOf({
  settings,
  step,
  isBest,
  exam,
  byHand,
  sentences,
  changed = [],
}: KeptRun): string {
  const kept = SETTING_KEYS.filter((key) => key !== 'seed' && !MACHINE_KEYS.includes(key));
  return JSON.stringify([
    exam.id,
    isBest ? 'best' : step, // which step was the best differs from seed to seed
    byHand,
    sentences,
    changed,
    kept.map((key) => settings[key]),
  ]);
}

/** Whether some of these differ in nothing but their seed. */
export const haveSeeds = (runs: readonly KeptRun[]): boolean =>
  conditionsOf(runs, true).length < runs.length;

/** Names without the parts that all share; the whole name where nothing would remain. */
export function shortNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const parts = names.map((name) => name.split(BETWEEN));
  const shared = parts[0]!.filter((part) => parts.every((other) => other.includes(part)));
  return parts.map((own, i) => {
    const left = own.filter((part) => !shared.includes(part));
    return left.length > 0 ? left.join(BETWEEN) : names[i]!;
  });
}

const isSeed = (part: string) => /^seed \d+$/.test(part);

/**
 * What tells the groups apart. A run that nobody has named is called by the settings that differ between those
 * chosen, as far as that tells it from the others; its name says what is not as usual, which all may share.
 */
function namesOf(groups: readonly (readonly KeptRun[])[]): string[] {
  const firsts = groups.map((group) => group[0]!);
  const whole = groups.map(([first, ...others]) => {
    const bare = first!.name.split(BETWEEN).filter((part) => !isSeed(part));
    return others.length === 0
      ? first!.name
      : [...bare, `${others.length + 1} seeds`].join(BETWEEN);
  });
  const short = shortNames(whole);
  const settings = firsts.map((run) => run.settings);
  const apart = groups.map((group, i) => {
    const first = group[0]!;
    if (!hasDefaultName(first, usualOf(first))) return short[i]!;
    const several = group.length > 1;
    const parts = toldApart(first.settings, settings).filter((part) => !(several && isSeed(part)));
    return [...parts, ...(several ? [`${group.length} seeds`] : [])].join(BETWEEN);
  });
  const isUnique = (name: string) => name !== '' && apart.filter((a) => a === name).length === 1;
  return apart.map((name, i) => (isUnique(name) ? name : short[i]!));
}

/**
 * The chosen runs as they are compared, in the order of choice. `together`: runs that differ only in their seed
 * are one condition; of two with the same seed the later is left a condition of its own.
 */
export function conditionsOf(runs: readonly KeptRun[], together: boolean): Condition[] {
  const groups: KeptRun[][] = [];
  for (const run of runs) {
    const fits = (group: readonly KeptRun[]) =>
      kindOf(group[0]!) === kindOf(run) &&
      group.every(({ settings }) => settings.seed !== run.settings.seed);
    const group = together ? groups.find(fits) : undefined;
    if (group) group.push(run);
    else groups.push([run]);
  }
  const names = namesOf(groups);
  return groups.map((group, i) => ({
    id: group[0]!.id,
    letters: group.map((run) => letterOf(runs.indexOf(run))).join(', '),
    place: runs.indexOf(group[0]!),
    name: names[i]!,
    runs: group.toSorted((a, b) => a.settings.seed - b.settings.seed),
  }));
}

/** A setting with its value in each condition, or how many sentences there were to learn from. */
export interface SettingRow {
  readonly key: SettingKey | 'sentences';
  readonly label: string;
  readonly values: readonly string[];
}

const ON_THE_WAY = 'changed on the way';

const wasChanged = ({ changed = [] }: KeptRun, key: SettingKey) => changed.includes(key);

/** Its last value in a condition, marked where a run had others before. */
function lastValue(key: SettingKey, { runs }: Condition): string {
  const values = new Set(runs.map(({ settings }) => settingValue(key, settings)));
  const way = runs.some((run) => wasChanged(run, key)) ? [ON_THE_WAY] : [];
  return [...values, ...way].join(', ');
}

/**
 * Settings that differ between the conditions, and those that are the same in all. What was changed on the way is
 * never the same: only its last value is known.
 */
export function settingRows(conditions: readonly Condition[]) {
  const rows = SETTING_KEYS.map((key): SettingRow => {
    const values = conditions.map((condition) => lastValue(key, condition));
    return { key, label: settingLabel(key), values };
  });
  rows.push({
    key: 'sentences',
    label: 'Sentences to learn from',
    values: conditions.map(({ runs: [run] }) =>
      run?.sentences === undefined ? 'all' : formatCount(run.sentences),
    ),
  });
  const isSame = ({ values }: SettingRow) =>
    values.every((value) => value === values[0] && !value.endsWith(ON_THE_WAY));
  return { differ: rows.filter((row) => !isSame(row)), same: rows.filter(isSame) };
}

/** Runs that sat one exam. */
export interface ExamGroup {
  readonly examId: string;
  readonly runs: readonly KeptRun[];
}

/** Runs by the exam that they sat, in the order in which each exam first comes. */
export function byExam(runs: readonly KeptRun[]): ExamGroup[] {
  const groups = new Map<string, KeptRun[]>();
  for (const run of runs) groups.set(run.exam.id, [...(groups.get(run.exam.id) ?? []), run]);
  return [...groups].map(([examId, list]) => ({ examId, runs: list }));
}
