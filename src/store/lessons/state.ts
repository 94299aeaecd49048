import type { LessonId, LessonProgress, StepEnd } from '../../config/lessons';
import type { Fate } from '../../masking/collate';

/** What a person bet in a lesson, and what the page saw there, by name. */
export type Note = number | string | boolean | readonly number[] | readonly string[];
export type Notes = Readonly<Record<string, Note | undefined>>;

/** What a lesson may hide until the person has answered. */
export const COVERS = [
  'guesses',
  'exact',
  'heads',
  'masks',
  // In Experiments the sentence as it is seen from there, and what came of papers
  'fromLeft',
  'fromRight',
  'fromBoth',
  'papers',
] as const;
export type Cover = (typeof COVERS)[number];

/** A token of the training text, as the Masked view shows it. */
export interface MaskedToken {
  /** Index into the encoded text */
  readonly index: number;
  /** As the text writes it */
  readonly written: string;
  /** The letters of the token that the model reads in its place */
  readonly read: string | undefined;
  /** Undefined while it is covered */
  readonly fate: Fate | undefined;
}

/** What the Masked view has shown of one draw, in the order of the text. */
export interface MaskedDraw {
  readonly draw: number;
  readonly tokens: readonly MaskedToken[];
}

/** The lesson that goes on. */
export interface OpenLesson {
  readonly id: LessonId;
  /** Index of the step shown; the number of steps once all are over */
  readonly step: number;
  /** Another number each time that a step is begun */
  readonly visit: number;
  /** Whether the page is set up for this step */
  readonly isReady: boolean;
  /** How the step shown has ended; undefined while it goes on */
  readonly end: StepEnd | undefined;
  /** The person has done it, and the page asks the model what came of it */
  readonly isMeasuring: boolean;
  /** Whether "Do it for me" was pressed */
  readonly isWatched: boolean;
  readonly notes: Notes;
  readonly covers: readonly Cover[];
  /** What the Masked view has shown since the step began, the newest draw last */
  readonly masked: readonly MaskedDraw[];
  /** Tokens of the text that the person has pointed at since the step began, in that order */
  readonly pointed: readonly number[];
  /** Why the page could not be set up for the step, in words for the page */
  readonly trouble: string | undefined;
}

export interface LessonsState {
  readonly isListed: boolean;
  readonly open: OpenLesson | undefined;
  readonly progress: LessonProgress;
}

/** The slice of the lessons. */
export interface LessonsSlice {
  readonly lessons: LessonsState;
}

export const newLessons = (): LessonsSlice => ({
  lessons: { isListed: false, open: undefined, progress: {} },
});

/** Whether a lesson hides this until the person has answered. */
export const isCovered = ({ lessons }: LessonsSlice, cover: Cover): boolean =>
  lessons.open?.covers.includes(cover) ?? false;
