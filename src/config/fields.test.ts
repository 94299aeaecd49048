import { expect, it } from 'vitest';
import { FIELD_GROUPS, FIELDS } from './fields';
import { PRESETS, presetOf } from './presets';
import { checkSettings, DEFAULT_SETTINGS, SETTING_KEYS } from './settings';
import { type Row, SETTINGS } from './settingsTable';

it('shows each setting that has a reason once, by group', () => {
  const rows: Readonly<Record<string, Row>> = SETTINGS;
  const reasoned = SETTING_KEYS.filter((key) => rows[key]!.reason !== undefined);
  expect(FIELDS.map(({ key }) => key).toSorted()).toEqual(reasoned.toSorted());
  expect(FIELD_GROUPS).toEqual(['Model', 'Training', 'Text']);
  expect(FIELDS.map(({ group }) => FIELD_GROUPS.indexOf(group))).toEqual(
    FIELDS.map(({ group }) => FIELD_GROUPS.indexOf(group)).toSorted(),
  );
  const first = FIELD_GROUPS.map((group) => FIELDS.find((field) => field.group === group)!.key);
  expect(first).toEqual(['hiddenSize', 'batchSize', 'maxPositionEmbeddings']);
});

it('has words for every setting, no two the same, and sentences for every reason', () => {
  const labels = Object.values(SETTINGS).map(({ label }) => label);
  for (const label of labels) expect(label).toMatch(/^[A-Z]\S/);
  expect(new Set(labels).size).toBe(labels.length);
  for (const { reason, key } of FIELDS) expect(reason, key).toMatch(/^\S.+ .+\.$/);
});

it('shows a number with its range, step and unit, and a choice with its names', () => {
  const field = (wanted: string) => FIELDS.find(({ key }) => key === wanted);
  expect(field('vocabSize')).toMatchObject({
    ...{ kind: 'number', label: 'Vocabulary', group: 'Text' },
    ...{ min: 64, max: 32_768, integer: true, step: 64, unit: 'pieces' },
  });
  expect(field('learningRate')).toMatchObject({ kind: 'number', integer: false, step: 0.0001 });
  expect(field('doLowerCase')).toMatchObject({ kind: 'switch', label: 'Lower case' });
  expect(field('tokenizer')).toMatchObject({
    kind: 'choice',
    choices: [
      { value: 'wordpiece', label: 'Word pieces' },
      { value: 'word', label: 'Whole words' },
      { value: 'character', label: 'Characters' },
      { value: 'starter', label: 'The starter’s, and your words' },
      { value: 'model', label: 'The opened model’s' },
    ],
  });
  const units = FIELDS.flatMap((f) => (f.kind === 'number' && f.unit ? [[f.key, f.unit]] : []));
  expect(Object.fromEntries(units)).toEqual({
    ...{ batchSize: 'windows', warmupSteps: 'steps', maxPositionEmbeddings: 'tokens' },
    ...{ vocabSize: 'pieces', minFrequency: 'times' },
  });
});

it('knows a preset by its sizes', () => {
  expect(presetOf(DEFAULT_SETTINGS)?.id).toBe('small');
  expect(PRESETS.map(({ name }) => name)).toEqual(['Tiny', 'Small', 'Medium']);
  for (const preset of PRESETS) {
    const settings = checkSettings({ ...DEFAULT_SETTINGS, ...preset.settings });
    expect(presetOf(settings)).toBe(preset);
    expect(presetOf({ ...settings, hiddenSize: settings.hiddenSize * 3 })).toBeUndefined();
  }
});
