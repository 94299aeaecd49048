import type { Settings } from '../config/settings';
import type { Engine } from '../engine/engine';
import type { Answer, LabelCurve, UseAbout, Values } from '../protocol/uses';
import type { Reader } from './reader';

/** A sentence, or two that stand together in one window. */
export type Passage = string | readonly [first: string, second: string];

/** How its model is trained: what differs from the page's defaults. `maxPositionEmbeddings` is T. */
export type Recipe = Partial<Settings> & Pick<Settings, 'maxPositionEmbeddings' | 'maxSteps'>;

/**
 * Next-sentence prediction: half of the pairs get another's second sentence, and the model says which (Devlin et al. 2019,
 * section 3.1).
 */
export interface NextSentence {
  /** The step from which on it is trained; before it every pair is whole. 0 as published */
  readonly from: number;
  /**
   * Whether hidden words are asked about in pairs that do not belong together, as published. They teach that a reply
   * may have nothing to do with what is said
   */
  readonly asksWordsOfOthers: boolean;
}

/** A small made-up language, and the model that learns it. */
export interface World {
  /** Names its folder and its files */
  readonly id: string;
  readonly recipe: Recipe;
  /** What the model reads; always the same. Words are tokens */
  passages(): readonly Passage[];
  /** Tokens that stand for labels, asked at [CLS]; none if left out */
  readonly labelTokens?: readonly string[];
  /** Trains next-sentence prediction too; passages are pairs. The first two label tokens are: follows, does not follow */
  readonly nextSentence?: NextSentence;
  /** Passages that the model never reads, on which next-sentence prediction is measured while it trains */
  heldOut?(): readonly Passage[];
  readonly gate: Gate;
}

/** What is measured while the model trains: whether the meaning has taken off. */
export interface Gate {
  readonly name: string;
  /** What knowing nothing gives */
  readonly chance: number;
  /** It has taken off from here */
  readonly from: number;
  /** Quick: it is measured some thirty times in a training */
  measure(reader: Reader): Promise<number>;
}

/** A model at work, and what it works over. */
export interface Desk {
  readonly reader: Reader;
  /** What the model has read: the passages of the world, or the sentences of a text that a person brought */
  readonly sentences: readonly string[];
  /** Whether that is a person's text */
  readonly isOwn: boolean;
  /** Of a person's text, the sentences that the model did not learn from; empty where there are none */
  readonly heldOut: readonly string[];
  /** Where a head is fine-tuned */
  readonly engine: Engine;
  /** A copy of the model's parameters [P] */
  parameters(): Promise<Float32Array>;
  /** Told how far a long answer has come, 0 to 1 */
  readonly onProgress: (fraction: number) => void;
  /** Lets waiting messages in; called between steps of a long answer */
  readonly pause: () => Promise<void>;
}

/** Scores of one sitting of an exam. */
export interface Sitting {
  readonly id: string;
  readonly title: string;
  /** What more there is to say of it: why it fails, say */
  readonly note?: string;
  readonly chance?: number;
  readonly ceiling?: number;
  /** The model's first; each has a score for each item, [I], the same items for all */
  readonly rows: readonly {
    readonly who: string;
    readonly name: string;
    readonly scores: ArrayLike<number>;
  }[];
}

/** What a use with labels needs to train from few examples. */
export interface LabelBench {
  readonly engine: Engine;
  /** The pretrained models, one for each seed, with its parameters [P] */
  readonly parameters: readonly Float32Array[];
  readonly onProgress: (line: string) => void;
}

/**
 * One use of a masked language model. Adding one is adding a folder with a `use.ts`, and a line in `uses.ts`.
 */
export interface Use {
  readonly about: UseAbout;
  readonly world: World;
  /**
   * Values to begin with, the `at`-th of many; drawn from the text where the desk has a person's own.
   */
  example(at: number, own?: readonly string[]): Values;
  /** Answers a person. @throws PlayError where the values are no use */
  play(desk: Desk, values: Values): Promise<Omit<Answer, 'milliseconds'>>;
  /** All items of the exam, from a seed of its own: equal for all models of this use. Rivals sit it too. */
  exam(desk: Desk): Promise<readonly Sitting[]>;
  /** Measures accuracy over the number of labels; only `npm run uses` does */
  labelCurves?(bench: LabelBench): Promise<readonly LabelCurve[]>;
}

/** What a person typed cannot be answered. The message says what to do, in the page's words. */
export class PlayError extends Error {
  override name = 'PlayError';
}

/** Seed of all exams: items are the same whatever the model's seed. */
export const ITEM_SEED = 1953;
