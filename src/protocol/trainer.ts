import type { TrainingState } from '../base/trainingState';
import type { Backend, Settings } from '../config/settings';
import type { EncodedBlobs } from '../dataset/encodedBlobs';
import type { Vocabulary } from '../tokenizer/vocabulary';
import type { BackendReport } from './backend';
import type { Resume, SavedState } from './checkpoint';
import type { GuessAnswer, Look, Reading, ReferenceAnswer, SavedModel, View } from './look';
import type { Beginning } from './models';
import type { Problem } from './problem';
import type { Metrics, RunFacts, RunState, Sitting, Snapshot } from './run';

/** What a run is asked for besides keeping it: to put it aside and compare another with it, or to make files of it. */
export type OtherUse = 'compare' | 'files';

/** From the page to the trainer. `runId` names the load that a message is about. */
export type TrainerRequest =
  | {
      readonly type: 'load';
      readonly runId: number;
      readonly settings: Settings;
      readonly vocabSize: number;
      readonly stored: EncodedBlobs;
      /** Pairs of first and last token (exclusive) of the words chosen by hand */
      readonly byHand: Uint32Array;
      /** Where the text was drawn from a grammar, so that its best guess is known */
      readonly language: { readonly grammar: string; readonly vocabulary: Vocabulary } | undefined;
      /** What a fresh model begins from, if not from nothing */
      readonly begin?: Beginning | undefined;
      /** Where to go on from; a fresh model if left out */
      readonly state?: TrainingState | undefined;
      /** What goes with that state, where it was saved in mid-run */
      readonly resume?: Resume | undefined;
      /** Names the run in the storage, where it saves itself while it trains */
      readonly saveAs?: string | undefined;
      /** Backends that have failed this run: others take their place, whatever the settings say */
      readonly avoid?: readonly Backend[] | undefined;
    }
  /** Has the run save itself soon: before the page may be closed, or another tab takes it over */
  | { readonly type: 'save'; readonly runId: number }
  /** From now on the run saves itself under another name: a tab has the run of the one before */
  | { readonly type: 'saveAs'; readonly runId: number; readonly owner: string }
  /** Asks for the run as it stands: for the Library, or for what `other` says */
  | { readonly type: 'keep'; readonly runId: number; readonly other?: OtherUse | undefined }
  | { readonly type: 'byHand'; readonly runId: number; readonly byHand: Uint32Array }
  | { readonly type: 'train'; readonly runId: number }
  | { readonly type: 'pause'; readonly runId: number }
  | { readonly type: 'step'; readonly runId: number }
  /** Go to the state that lies aside, if it is the one of this step; only at rest */
  | { readonly type: 'goTo'; readonly runId: number; readonly step: number }
  | { readonly type: 'settings'; readonly runId: number; readonly settings: Settings }
  | { readonly type: 'look'; readonly runId: number; readonly look: Look }
  /** What does the model guess in each of these sentences? All are read at one step; none is recorded. */
  | {
      readonly type: 'looks';
      readonly runId: number;
      readonly requestId: number;
      readonly looks: readonly Look[];
    }
  | {
      /** What does another model look at in this sentence? The newest question wins. */
      readonly type: 'reference';
      readonly runId: number;
      readonly model: SavedModel;
      readonly look: Look;
    }
  | {
      /** What does another model guess in this sentence? The newest question wins. */
      readonly type: 'guess';
      readonly runId: number;
      readonly model: SavedModel;
      readonly look: Look;
    };

/** From the trainer to the page. */
export type TrainerEvent =
  | { readonly type: 'phase'; readonly runId: number; readonly phase: string }
  | { readonly type: 'backend'; readonly runId: number; readonly report: BackendReport }
  | { readonly type: 'loaded'; readonly runId: number; readonly facts: RunFacts }
  | {
      readonly type: 'state';
      readonly runId: number;
      readonly state: RunState;
      readonly step: number;
    }
  | { readonly type: 'metrics'; readonly runId: number; readonly metrics: Metrics }
  | { readonly type: 'view'; readonly runId: number; readonly view: View }
  /** Answers 'looks': one for each */
  | {
      readonly type: 'readings';
      readonly runId: number;
      readonly requestId: number;
      readonly readings: readonly Reading[];
    }
  | { readonly type: 'reference'; readonly runId: number; readonly answer: ReferenceAnswer }
  | { readonly type: 'guess'; readonly runId: number; readonly answer: GuessAnswer }
  | ({ readonly type: 'exam'; readonly runId: number } & Sitting)
  /** The run has saved itself */
  | { readonly type: 'saved'; readonly runId: number; readonly saved: SavedState }
  /** Answers 'keep'; undefined where the model's numbers are not finite, so that there is nothing worth keeping */
  | {
      readonly type: 'kept';
      readonly runId: number;
      readonly snapshot: Snapshot | undefined;
      /** As in the question */
      readonly other?: OtherUse | undefined;
    }
  | {
      readonly type: 'problem';
      readonly runId: number;
      readonly problem: Problem;
      /** The worker cannot go on and must be replaced. */
      readonly fatal: boolean;
    };
