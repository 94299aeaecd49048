import type { Interval } from '../base/bootstrap';
import type { TrainingState } from '../base/trainingState';
import type { Backend, Settings } from '../config/settings';
import type { Vocabulary } from '../tokenizer/vocabulary';
import type { OpenedModel } from './models';
import type { Problem } from './problem';

/** What a person fills in, by the id of the field. */
export type Values = Readonly<Record<string, string>>;

export interface UseField {
  readonly id: string;
  readonly label: string;
  /**
   * `line`: a sentence or a few words; `text`: several lines; `choice`: one of `choices`; `table`: rows of a CSV file, pasted
   * or opened
   */
  readonly kind: 'line' | 'text' | 'choice' | 'table';
  /** Values and what the page calls them */
  readonly choices?: Readonly<Record<string, string>>;
  /** What may be typed, said under the field: the words that the model knows, say */
  readonly hint?: string;
}

export interface UseSource {
  /** Authors, title, venue and year */
  readonly text: string;
  readonly url: string;
}

/** What a use is, in the page's words. */
export interface UseAbout {
  readonly id: string;
  readonly title: string;
  /** What the trade calls it, under the title in the list: "chatbots" */
  readonly known?: string;
  /** One or two sentences: what is asked of the model, and what it has never read */
  readonly lead: string;
  readonly fields: readonly UseField[];
  /** What is claimed of it, to be held against the figures */
  readonly claim: string;
  readonly limits: string;
  readonly sources: readonly UseSource[];
  /** Whether it works with any model and text, not only with the model that was trained for it */
  readonly takesAnyModel: boolean;
  /** What the take-off curve shows */
  readonly gate: { readonly name: string; readonly chance: number };
}

/** A word as it is drawn. */
export interface ShownWord {
  readonly text: string;
  /** 0 to 1: how strongly it is marked */
  readonly strength?: number;
  readonly tone?: 'blue' | 'orange';
  /** A blank, or a word that the model wrote */
  readonly is?: 'blank' | 'written';
  /** Said of it on demand, and to screen readers */
  readonly note?: string;
}

/** A part of an answer. */
export type Block =
  /** Candidates, best first, each with a bar */
  | {
      readonly kind: 'ranking';
      readonly title?: string;
      /** What the numbers are: "ln p of the reply" */
      readonly unit: string;
      readonly rows: readonly {
        readonly words: readonly ShownWord[];
        /** 0 to 1, the length of its bar */
        readonly share: number;
        readonly shown: string;
        /** Which one the language says is right, where it is known */
        readonly isRight?: boolean;
        readonly note?: string;
      }[];
    }
  /** A sentence, with marks on its words */
  | { readonly kind: 'sentence'; readonly title?: string; readonly words: readonly ShownWord[] }
  /** How words of one sentence go with words of another: rows by columns, 0 to 1 */
  | {
      readonly kind: 'grid';
      readonly title: string;
      readonly rows: readonly string[];
      readonly columns: readonly string[];
      readonly values: readonly (readonly number[])[];
    }
  | {
      readonly kind: 'table';
      readonly title?: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** One sentence as it is filled, step by step */
  | {
      readonly kind: 'frames';
      readonly title?: string;
      readonly frames: readonly { readonly words: readonly ShownWord[]; readonly says: string }[];
    }
  /** A sentence that says what came of it; `strong` is set in bold before it */
  | { readonly kind: 'says'; readonly strong?: string; readonly text: string };

export interface Answer {
  readonly blocks: readonly Block[];
  readonly milliseconds: number;
}

/** How one of several did at an exam, over its items and over seeds. */
export interface Standing {
  /** 'model', 'model/…' where it is asked in another way, or the id of a rival */
  readonly who: string;
  /** What the page calls it */
  readonly name: string;
  readonly interval: Interval;
  /** The model's lead over it, paired; left out for the model itself */
  readonly lead?: Interval;
}

/** One measure of an exam. */
export interface Measured {
  readonly id: string;
  /** "Right reply among ten, requests never seen" */
  readonly title: string;
  /** What more there is to say of it: why it fails, say */
  readonly note?: string;
  readonly chance?: number;
  /** The most that anyone can reach, where it is known */
  readonly ceiling?: number;
  readonly items: number;
  readonly seeds: number;
  /** The model first */
  readonly standings: readonly Standing[];
}

/** A measure over the number of labels. */
export interface LabelCurve {
  readonly id: string;
  readonly title: string;
  readonly chance: number;
  readonly seeds: number;
  readonly labels: readonly number[];
  readonly rows: readonly {
    readonly who: string;
    readonly name: string;
    /** One for each number of labels */
    readonly intervals: readonly Interval[];
  }[];
}

/** What `npm run uses` measured, in the page's own engine. */
export interface UseResults {
  readonly measured: readonly Measured[];
  readonly curves?: readonly LabelCurve[];
  /** Of the model that is shipped; none is where it does not work */
  readonly training?: {
    readonly steps: number;
    readonly sentences: number;
    readonly words: number;
    readonly parameters: number;
    readonly bytes: number;
    /** Of training on one worker, in Node */
    readonly seconds: number;
    readonly points: readonly GatePoint[];
    /** Step at which the meaning took off, by seed; none where it did not */
    readonly takeOffs: readonly (number | null)[];
  };
}

export interface GatePoint {
  readonly step: number;
  /** Mean training loss since the last point, nats; none at step 0 */
  readonly loss: number | null;
  readonly gate: number;
  /** Next-sentence prediction on held-out pairs, where it is trained */
  readonly nextSentence?: { readonly loss: number; readonly accuracy: number };
}

/** Which model answers. */
export type UseModel =
  /** The shipped one, trained for this use by `npm run uses` */
  | { readonly kind: 'shipped' }
  /** The one that was trained here last */
  | { readonly kind: 'here' }
  /** A run, the starter or an opened model; their own text is what they are asked about */
  | {
      readonly kind: 'other';
      /** Equal for the same weights only, so that they are read once */
      readonly key: string;
      readonly name: string;
      readonly settings: Settings;
      /** Left out for the starter, which the worker knows */
      readonly vocabulary?: Vocabulary;
      readonly from:
        | { readonly runId: string; readonly state: TrainingState | undefined }
        | { readonly weights: OpenedModel['weights'] }
        | { readonly starter: 'en' | 'de' };
    };

/** The text that a use works over, where it is not the one that its model was made for. */
export interface UseText {
  /** Equal for the same text only, so that it is read once */
  readonly key: string;
  readonly name: string;
  readonly text: string | Blob;
  readonly language: string | undefined;
}

/**
 * From the page to the worker of the uses. Each request but `stop` is answered once under its id, or fails: but a `play`
 * that a newer one has overtaken is not answered any more.
 */
export type UsesRequest =
  /** What uses are there? */
  | { readonly type: 'list'; readonly id: number }
  /** What `npm run uses` measured for this use */
  | { readonly type: 'results'; readonly id: number; readonly use: string }
  /** Values to begin with; `at` counts them, from 0 */
  | {
      readonly type: 'example';
      readonly id: number;
      readonly use: string;
      readonly at: number;
      readonly text?: UseText | undefined;
    }
  /** Where the values are no use, the problem says in `what` what to do, and nothing else */
  | {
      readonly type: 'play';
      readonly id: number;
      readonly use: string;
      readonly model: UseModel;
      readonly backend: Settings['backend'];
      readonly values: Values;
      readonly text?: UseText | undefined;
    }
  /** Has the model sit the exam of the use, or of the text where one is given */
  | {
      readonly type: 'exam';
      readonly id: number;
      readonly use: string;
      readonly model: UseModel;
      readonly backend: Settings['backend'];
      readonly text?: UseText | undefined;
    }
  /** Trains the model of a use from random weights; told by `training` events. Ends a training that is under way */
  | {
      readonly type: 'train';
      readonly id: number;
      readonly use: string;
      readonly backend: Settings['backend'];
      readonly seed: number;
      /** WASM workers; 1 if left out, so that it trains as `npm run uses` does */
      readonly workers?: number;
    }
  /** Ends the training that is under way; it answers `trained` with what there is */
  | { readonly type: 'stop' };

export type UsesEvent =
  | { readonly type: 'listed'; readonly id: number; readonly uses: readonly UseAbout[] }
  | {
      readonly type: 'results';
      readonly id: number;
      readonly results: UseResults | undefined;
    }
  | { readonly type: 'example'; readonly id: number; readonly values: Values }
  | { readonly type: 'played'; readonly id: number; readonly answer: Answer }
  | {
      readonly type: 'sat';
      readonly id: number;
      readonly measured: readonly Measured[];
      /** What is to be known of the text: that only its beginning was read, say */
      readonly notes: readonly string[];
    }
  | {
      readonly type: 'training';
      readonly id: number;
      readonly step: number;
      readonly of: number;
      readonly backend: Backend;
      /** Steps a second, lately */
      readonly stepsPerSecond: number | undefined;
      /** New since the last event */
      readonly points: readonly GatePoint[];
      readonly takeOff: number | null;
    }
  | {
      readonly type: 'trained';
      readonly id: number;
      readonly step: number;
      /** Whether it took all of its steps. After one step or more, it is the model that was trained here */
      readonly isWhole: boolean;
    }
  | { readonly type: 'progress'; readonly id: number; readonly fraction: number }
  | { readonly type: 'failed'; readonly id: number; readonly problem: Problem };
