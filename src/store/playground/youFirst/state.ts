import type { Context, Settings } from '../../../config/settings';
import type { WordToGuess } from '../../../dataset/wordsToGuess';
import type { Prepared } from '../prepared';

/** What the model guesses for one item. */
export interface ModelGuess {
  /** Its likeliest word, as the vocabulary spells it: of each piece the likeliest token */
  readonly word: string;
  /** Its probability, of a word in pieces the product over them; 0 to 1 */
  readonly probability: number;
  /** Whether every piece is the right one */
  readonly isRight: boolean;
  /** Of a language known exactly, what its likeliest word would get; undefined elsewhere */
  readonly best: { readonly isRight: boolean; readonly probability: number } | undefined;
}

/** The model's answers to all items, at one step. */
export interface ModelSitting {
  /** The run that sat: after Reset or with another seed it is another */
  readonly runId: number;
  readonly step: number;
  /** What the run began from */
  readonly beginFrom: Settings['beginFrom'];
  /** Which side of a blank the model could see */
  readonly context: Context;
  /** [items] */
  readonly guesses: readonly ModelGuess[];
}

/**
 * "You first": blanks that a person fills before the model's answers are shown. `state.youFirst` is undefined while it
 * is off. Until `isFinished` the page covers all that would give answers away.
 */
export interface YouFirst {
  /** Which ten of `pool`, from 0 */
  readonly set: number;
  /** All words of the text that can be asked, but not of the sentence that was on the page when it began */
  readonly pool: readonly WordToGuess[];
  /** What is asked: one word each, of different held-out sentences. Ten, or as many as the text has */
  readonly items: readonly WordToGuess[];
  /** [items] What the person typed; '' is "I don't know", which counts as wrong; undefined where nothing is said yet */
  readonly words: readonly (string | undefined)[];
  /** [items] Whether the person's word is the one in the text; undefined where nothing is said yet */
  readonly right: readonly (boolean | undefined)[];
  /** The item that is asked now, from 0 */
  readonly at: number;
  /** The person has answered all items and gone on from the last: words stand, and answers are shown */
  readonly isFinished: boolean;
  /** Of a finished exam, the item whose sentence the specimen shows; undefined while the results stand there */
  readonly shown: number | undefined;
  /** The model's sittings, the newest last: at the start, at the end, and whenever it was asked again */
  readonly sittings: readonly ModelSitting[];
  /** Whether the model has been asked and has not answered yet */
  readonly isAsking: boolean;
  /** The text and vocabulary that the items belong to: with another one "You first" ends */
  readonly of: Prepared;
}
