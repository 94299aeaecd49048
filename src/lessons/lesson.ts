import type { LessonId } from '../config/lessons';
import type { App, AppState } from '../store/app';
import type { Cover, Note, Notes } from '../store/lessons/state';

/** What a person answers before looking. */
export type Bet =
  | {
      readonly kind: 'number';
      readonly label: string;
      /** Said behind the number, as in "of 10" */
      readonly unit: string;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'word'; readonly label: string }
  /** A number for each place, such as the exam's loss at five steps */
  | {
      readonly kind: 'numbers';
      readonly label: string;
      readonly places: readonly string[];
      readonly unit: string;
      readonly min: number;
      readonly max: number;
    }
  /** Cuts in a word: the letters that a piece begins with, by number from 1 */
  | { readonly kind: 'cut'; readonly label: string; readonly word: string }
  /** So many tokens of the Masked view, by their indices in the text */
  | { readonly kind: 'points'; readonly label: string; readonly count: number }
  /** A word in each of some lines, by number: a line's words are parted by spaces */
  | { readonly kind: 'pick'; readonly label: string; readonly lines: readonly string[] };

/** One thing to do on the page. */
export interface Step {
  /** A name for its notes, unique in the lesson */
  readonly id: string;
  readonly title: string;
  /** What it is about, brought into sight once the page is set up: a panel, or an element by its id */
  readonly at?: string;
  /** What to look at: short paragraphs. *Words* between asterisks are set in italics */
  readonly say: readonly string[];
  /** Asked first; kept as the note named by the step's id. One that depends on the page is made of what was noted. */
  readonly bet?: Bet | ((notes: Notes) => Bet);
  /** What the page does with the bet, beside keeping it */
  readonly onBet?: (app: App, made: Note) => void;
  /** What to do now, a sentence or two */
  readonly task: string;
  /** Sets the page up for it. What it throws is shown as what went wrong. */
  readonly begin?: (app: App) => void | Promise<void>;
  /** What is hidden while the step goes on */
  readonly covers?: (notes: Notes) => readonly Cover[];
  /** What stays hidden once it has ended, for the steps after it */
  readonly coversAfter?: readonly Cover[];
  /** Whether it has been done: false, or true, or what was seen, to be noted. Called at each change of the page. */
  readonly check: (state: AppState, notes: Notes) => boolean | Notes;
  /** How far the person has come, while the step goes on */
  readonly soFar?: (state: AppState, notes: Notes) => string | undefined;
  /** What has to be remembered while it goes on, such as a head that was looked at. Called before each check. */
  readonly remember?: (state: AppState, notes: Notes) => Notes | undefined;
  /** Asks the model for what the page does not show, once the person has done it; the step ends with these notes */
  readonly measure?: (app: App, notes: Notes) => Promise<Notes>;
  /** Does it for the person, by the page's own actions */
  readonly doIt: (app: App) => void | Promise<void>;
  /** What the page computed of it once it is done, in a sentence or two; there are words for every outcome */
  readonly tell?: (state: AppState, notes: Notes) => string | undefined;
}

/** The bet of a step, as it is asked now. */
export const betOf = ({ bet }: Step, notes: Notes): Bet | undefined =>
  typeof bet === 'function' ? bet(notes) : bet;

/** A published source, checked by look-up. */
export interface Reference {
  readonly label: string;
  readonly url: string;
}

export interface Lesson {
  readonly id: LessonId;
  /** What one can do after it: it goes on from "Now you can" and ends with a full stop */
  readonly aim: string;
  /** A belief that it meets, a sentence */
  readonly belief: string;
  readonly steps: readonly Step[];
  /** What the whole lesson came to, computed; sentences for every outcome */
  readonly verdict: (notes: Notes) => readonly string[];
  /** For a class: what to ask, and what to answer */
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
  /** For the curious: something to try, and an address of this page that sets it up */
  readonly further: { readonly say: string; readonly hash?: string };
  readonly sources: readonly Reference[];
}

const isText = (note: Note | undefined): note is string => typeof note === 'string';
const isNumber = (note: Note | undefined): note is number => typeof note === 'number';

export const isNumbers = (note: Note | undefined): note is readonly number[] =>
  Array.isArray(note) && note.every(isNumber);

/** A note that is a number; undefined where there is none. */
export function numberOf(notes: Notes, name: string): number | undefined {
  const note = notes[name];
  return isNumber(note) ? note : undefined;
}

/** A note that is a text; undefined where there is none. */
export function textOf(notes: Notes, name: string): string | undefined {
  const note = notes[name];
  return isText(note) ? note : undefined;
}

/** A note that is a list of texts; none where there is no such note. */
export function textsOf(notes: Notes, name: string): readonly string[] {
  const note = notes[name];
  return Array.isArray(note) ? note.filter(isText) : [];
}

/** A note that is a list of numbers; undefined where there is none. */
export function numbersOf(notes: Notes, name: string): readonly number[] | undefined {
  const note = notes[name];
  return isNumbers(note) ? note : undefined;
}
