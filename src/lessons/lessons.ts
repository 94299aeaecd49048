import type { LessonId } from '../config/lessons';
import type { Lesson } from './lesson';

/** Each lesson is fetched when it is opened. Those that are missing here are not listed. */
const LOAD: Readonly<Partial<Record<LessonId, () => Promise<Lesson>>>> = {
  before: () => import('./before').then((m) => m.before),
  heads: () => import('./heads').then((m) => m.heads),
  uses: () => import('./uses').then((m) => m.uses),
  learning: () => import('./learning').then((m) => m.learning),
};

export const isThere = (id: LessonId): boolean => LOAD[id] !== undefined;

/** Fetches a lesson. Throws where it cannot be fetched, as without a network. */
export async function loadLesson(id: LessonId): Promise<Lesson> {
  const load = LOAD[id];
  if (!load) throw new Error(`There is no lesson “${id}” yet.`);
  return load();
}
