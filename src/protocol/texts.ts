import type { AutoKey, TextFacts } from '../config/auto';
import type { Settings } from '../config/settings';
import type { Phase } from '../corpus/pacer';
import type { EncodedBlobs } from '../dataset/encodedBlobs';
import type { Pages } from '../dataset/pages';
import type { TextStats } from '../dataset/prepare';
import type { UnitSlice } from '../dataset/readUnits';
import type { EncodedSentence } from '../dataset/sentencesToWatch';
import type { WordToGuess } from '../dataset/wordsToGuess';
import type { FileChoice, FileFacts } from '../files/types';
import type { Vocabulary } from '../tokenizer/vocabulary';
import type { OpenedModel } from './models';
import type { Problem } from './problem';

/** A long text, in UTF-8. */
export interface StoredFile {
  readonly blob: Blob;
  /** Opens it again on a later visit; undefined where it lasts only as long as the page */
  readonly key?: string | undefined;
  /** Whether that is because the browser has no room for it */
  readonly noRoom?: boolean | undefined;
}

/** A text to learn from. Of a long one the page holds the beginning only. */
export interface Source {
  readonly name: string;
  /** Id of a built-in text or language; undefined for the person's own */
  readonly builtIn?: string | undefined;
  /** The grammar that its sentences were drawn from, where they were: then the best guess is known exactly */
  readonly grammar?: string | undefined;
  /** BCP 47 tag of its language, where the person has chosen one; else it is detected */
  readonly language?: string | undefined;
  /** All of a text of up to `EDITABLE_CHARACTERS`, the beginning of a longer one */
  readonly text: string;
  /** UTF-16 units of all of it */
  readonly characters: number;
  /** All of a longer one */
  readonly stored?: StoredFile | undefined;
  /** The file that it was read from, where something about it may be chosen; only as long as the page is open */
  readonly origin?:
    | { readonly file: File; readonly facts: FileFacts; readonly choice: FileChoice }
    | undefined;
}

/** What the page knows of a prepared text; it asks for the rest a page at a time. */
export interface PreparedSummary {
  /** BCP 47 tag of the language that its beginning is in; `und` or `und-Latn` and the like where that is not known */
  readonly detectedLanguage: string;
  readonly vocabulary: Vocabulary;
  /** [V, 2] The two tokens that were merged into each; -1 for those that were not made by a merge */
  readonly mergedFrom: Int32Array<ArrayBuffer>;
  /** [V] How often each token stands in the text */
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly stats: TextStats;
  /** By which settings that are left to Auto were decided */
  readonly facts: TextFacts;
  /** For the trainer */
  readonly stored: EncodedBlobs;
  /** Absent where the text is too short to train on */
  readonly cut:
    | {
        readonly pages: Pages;
        /** Sentences that are good to watch, the best first */
        readonly candidates: readonly EncodedSentence[];
        /** Words that a person may be asked to guess before the model does, of different held-out sentences */
        readonly toGuess: readonly WordToGuess[];
        /** The word that stands most often in the text; undefined where it has none but punctuation marks */
        readonly commonestWord: string | undefined;
      }
    | undefined;
}

/** One point of the curve of vocabulary sizes. */
export interface SizePoint {
  /** Tokens of the vocabulary, special tokens included */
  readonly vocabSize: number;
  /** Of the whole text */
  readonly tokensPerWord: number;
  /** 0 to 1 */
  readonly unknownShare: number;
}

/** From the page to the text worker. A new job cancels the one before it. */
export type TextRequest =
  | {
      readonly type: 'prepare';
      readonly jobId: number;
      /** Identifies the text: to learn another vocabulary for it, it is not read again */
      readonly textId: number;
      readonly text: string | Blob;
      /** BCP 47, as it was chosen; detected if undefined */
      readonly language: string | undefined;
      readonly settings: Settings;
      /** Those of the settings that the text decides */
      readonly auto: readonly AutoKey[];
      /** Those tokens, where the settings ask for those of an opened model */
      readonly own?: Vocabulary | undefined;
    }
  | { readonly type: 'cancel' }
  /** The page shows the text prepared by this job: the others need not be kept */
  | { readonly type: 'shown'; readonly jobId: number }
  /** The tokens of the words that begin at these UTF-16 offsets */
  | { readonly type: 'locate'; readonly jobId: number; readonly offsets: readonly number[] }
  /** Page `page` of the text prepared by job `jobId` */
  | { readonly type: 'read'; readonly jobId: number; readonly page: number }
  /** How the number of tokens falls with the size of the vocabulary, for the text prepared by job `jobId` */
  | { readonly type: 'sizes'; readonly jobId: number }
  | {
      readonly type: 'open';
      readonly openId: number;
      readonly name: string;
      readonly files: readonly File[];
      readonly choice: FileChoice;
    }
  /** Sentences sampled from a language, to be learned like those of a file */
  | {
      readonly type: 'write';
      readonly openId: number;
      readonly name: string;
      readonly grammar: string;
      /** Id of a built-in language; undefined for the person's own */
      readonly builtIn: string | undefined;
    }
  | { readonly type: 'close' }
  /** Files of a model, by path, or one archive of them */
  | {
      readonly type: 'openModel';
      readonly modelId: number;
      /** Empty where the files have none in common: it is then named by its size */
      readonly name: string;
      readonly files: readonly (readonly [path: string, file: Blob])[];
    };

/** From the text worker to the page. */
export type TextEvent =
  | {
      readonly type: 'progress';
      readonly jobId: number;
      readonly phase: Phase;
      readonly fraction: number;
    }
  | {
      readonly type: 'prepared';
      readonly jobId: number;
      readonly prepared: PreparedSummary;
      /** Also given where a text can be trained on, but not well */
      readonly problem: Problem | undefined;
    }
  | {
      readonly type: 'failed';
      readonly jobId: number;
      /** A sentence */
      readonly reason: string;
    }
  | {
      readonly type: 'page';
      readonly jobId: number;
      readonly page: number;
      readonly units: readonly UnitSlice[];
    }
  /** That page cannot be read: its text is gone, or was never prepared here */
  | { readonly type: 'noPage'; readonly jobId: number; readonly page: number }
  | {
      readonly type: 'located';
      readonly jobId: number;
      readonly offsets: readonly number[];
      /** [offsets, 2] First and last token, exclusive; 0, 0 where no word to be trained on begins */
      readonly tokens: Uint32Array;
    }
  | {
      readonly type: 'sizes';
      readonly jobId: number;
      readonly points: readonly SizePoint[];
      readonly done: boolean;
    }
  | { readonly type: 'opening'; readonly openId: number; readonly fraction: number }
  | {
      readonly type: 'opened';
      readonly openId: number;
      readonly source: Source;
      readonly skipped: readonly string[];
      /** What was decided or left out in reading it, in sentences */
      readonly notes: readonly string[];
    }
  | { readonly type: 'refused'; readonly openId: number; readonly problem: Problem }
  | { readonly type: 'modelOpened'; readonly modelId: number; readonly model: OpenedModel }
  | { readonly type: 'modelRefused'; readonly modelId: number; readonly problem: Problem };
