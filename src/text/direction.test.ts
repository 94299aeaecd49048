import { expect, it } from 'vitest';
import { direction } from './direction';

it.each([
  ['The sea.', 'ltr'],
  ['«שלום» said he', 'rtl'],
  ['123 السلام', 'rtl'],
  ['', 'ltr'],
  ['42 !', 'ltr'],
])('%s runs %s', (text, expected) => {
  expect(direction(text)).toBe(expected);
});
