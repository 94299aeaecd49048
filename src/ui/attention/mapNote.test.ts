import { expect, it } from 'vitest';
import { testView } from '../../store/playground/testView';
import { mapNote } from './mapNote';

it('says of a view what its own model could see, or what it is compared with', () => {
  expect(mapNote(testView(120))).toBe('step 120 · row looks at column');
  expect(mapNote(testView(5, { context: 'left' }))).toContain('nothing above the diagonal');
  expect(mapNote(testView(5, { context: 'right' }))).toContain('nothing below the diagonal');
  expect(mapNote(testView(5), 'step 0')).toBe('step 5 minus step 0');
});
