import type { LessonId } from '../config/lessons';
import type { Lesson } from './lesson';

/** Each lesson is fetched when it is opened. */
const LOAD: Readonly<Record<LessonId, () => Promise<Lesson>>> = {
  cloze: () => import('./cloze').then((m) => m.cloze),
  tokens: () => import('./tokens').then((m) => m.tokens),
  masks: () => import('./masks').then((m) => m.masks),
  before: () => import('./before').then((m) => m.before),
  heads: () => import('./heads').then((m) => m.heads),
  uses: () => import('./uses').then((m) => m.uses),
  learning: () => import('./learning').then((m) => m.learning),
  'both-sides': () => import('./bothSides').then((m) => m.bothSides),
  'how-many': () => import('./howMany').then((m) => m.howMany),
};

/** Fetches a lesson. Rejects where it cannot be fetched, as without a network. */
export const loadLesson = (id: LessonId): Promise<Lesson> => LOAD[id]();
