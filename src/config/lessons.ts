/** The lessons by their ids, in the order in which they are listed. An id is part of an address: it stays. */
export const LESSONS = {
  cloze: { title: 'A hole in a sentence', minutes: 4 },
  tokens: { title: 'Scissors', minutes: 3 },
  masks: { title: 'Three fates', minutes: 4 },
  learning: { title: 'By heart', minutes: 5 },
  'both-sides': { title: 'Before, after, both', minutes: 5 },
  heads: { title: 'A look is not a reason', minutes: 5 },
  'how-many': { title: 'How many to hide', minutes: 5 },
  before: { title: 'What it read before', minutes: 4 },
  uses: { title: 'Good for what?', minutes: 5 },
} as const satisfies Record<string, { readonly title: string; readonly minutes: number }>;

export type LessonId = keyof typeof LESSONS;
export const LESSON_IDS = Object.keys(LESSONS) as readonly LessonId[];

/** How a step of a lesson ended: done by the person, shown by "Do it for me", or skipped. */
export const STEP_ENDS = ['done', 'watched', 'skipped'] as const;
export type StepEnd = (typeof STEP_ENDS)[number];

/** Steps of lessons that have ended, by lesson. */
export type LessonProgress = Readonly<Partial<Record<LessonId, readonly (StepEnd | undefined)[]>>>;

/** The lesson to go on with: the next one of the list, or else the first, of which no step has ended yet. */
export function lessonAfter(id: LessonId, progress: LessonProgress): LessonId | undefined {
  const after = LESSON_IDS.indexOf(id) + 1;
  const inTurn = [...LESSON_IDS.slice(after, after + 1), ...LESSON_IDS];
  return inTurn.find((one) => one !== id && !progress[one]);
}
