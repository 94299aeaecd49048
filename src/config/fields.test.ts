import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { FIELDS } from './fields';
import { PRESETS, presetOf } from './presets';
import { checkSettings, DEFAULT_SETTINGS, SETTINGS_SHAPE } from './settings';

it('has each setting once', () => {
  expect(new Set(FIELDS.map((f) => f.key)).size).toBe(FIELDS.length);
});

it.each(FIELDS.filter((f) => f.kind === 'number'))('$key has the range of the schema', (field) => {
  const fits = (value: number) => safeParse(SETTINGS_SHAPE[field.key], value).success;
  const least = field.integer ? 1 : 1e-9;
  expect(fits(field.min)).toBe(true);
  expect(fits(field.max)).toBe(true);
  expect(fits(field.min - least)).toBe(false);
  expect(fits(field.max + least)).toBe(false);
  expect(fits(field.max - 0.5)).toBe(!field.integer);
});

it('knows a preset by its sizes', () => {
  expect(presetOf(DEFAULT_SETTINGS)?.id).toBe('small');
  for (const preset of PRESETS) {
    const settings = checkSettings({ ...DEFAULT_SETTINGS, ...preset.settings });
    expect(presetOf(settings)).toBe(preset);
    expect(presetOf({ ...settings, hiddenSize: settings.hiddenSize * 3 })).toBeUndefined();
  }
});
