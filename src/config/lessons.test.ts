import { expect, it } from 'vitest';
import { LESSON_IDS, type LessonProgress, lessonAfter } from './lessons';

const [first, second, third] = LESSON_IDS;
const last = LESSON_IDS.at(-1)!;

it('goes on with the lesson that follows, though earlier ones were left out', () => {
  expect(lessonAfter(second!, { [second!]: ['done'] })).toBe(third);
});

it('goes on with the first that is new where the next one is not, or where there is none', () => {
  const progress: LessonProgress = { [first!]: ['done'], [third!]: ['skipped'] };
  expect(lessonAfter(second!, progress)).toBe(LESSON_IDS[3]);
  expect(lessonAfter(last, progress)).toBe(second);
});

it('ends after the last that is new', () => {
  const others = LESSON_IDS.filter((id) => id !== second);
  const progress = Object.fromEntries(others.map((id) => [id, ['done'] as const]));
  expect(lessonAfter(second!, progress)).toBeUndefined();
});
