import { AUTO_KEYS, type AutoKey } from '../../config/auto';
import type { SettingKey, Settings } from '../../config/settings';
import type { Phase } from '../../corpus/pacer';
import type { BackendReport } from '../../protocol/backend';
import type { AttentionMaps, View } from '../../protocol/look';
import type { OpenedModel } from '../../protocol/models';
import type { Problem } from '../../protocol/problem';
import type { EvalPoint, RunFacts, RunState, Sitting, TrainPoint } from '../../protocol/run';
import type { SizePoint, Source } from '../../protocol/texts';
import { type AgainState, NOTHING_EARLIER } from './again/state';
import type { ModelOpening } from './modelOpening';
import type { Prepared } from './prepared';
import type { Specimen } from './specimen';
import type { UndoState } from './undo';
import type { YouFirst } from './youFirst/state';

export interface TextState {
  /** The text to learn from */
  readonly source: Source;
  /** The person's own texts, the newest first: one can always go back to them */
  readonly own: readonly Source[];
  /** Files that are being read, or a language that is being sampled */
  readonly opening:
    | {
        readonly name: string;
        readonly fraction: number;
        /** It was pasted: no file outside the page has it */
        readonly isPasted?: boolean | undefined;
      }
    | undefined;
  readonly preparing: { readonly phase: Phase; readonly fraction: number } | undefined;
  readonly prepared: Prepared | undefined;
  /** Why the text cannot be used, where it cannot */
  readonly textProblem: Problem | undefined;
  /** The epoch whose masks the preview shows; "draw again" adds one */
  readonly draw: number;
  /** Words to be hidden by hand: UTF-16 offset in the text -> first and last token (exclusive) */
  readonly byHand: ReadonlyMap<number, readonly [first: number, end: number]>;
  /** How tokens per word fall with the size of the vocabulary, once somebody has asked */
  readonly sizes:
    | { readonly jobId: number; readonly points: readonly SizePoint[]; readonly done: boolean }
    | undefined;
}

export type RunStatus = 'none' | 'loading' | RunState | 'failed';

/** The run: what the playground trains. */
export interface RunData {
  readonly status: RunStatus;
  /** Of the model that was loaded last. What the trainer says of an earlier one is not heard. */
  readonly runId: number;
  readonly phase: string | undefined;
  readonly step: number;
  /** What the trainer holds: the text and settings of this run, and which of those the text had decided */
  readonly loaded:
    | {
        readonly prepared: Prepared;
        readonly settings: Settings;
        readonly auto?: readonly AutoKey[];
        /** Name of the opened model that it began from */
        readonly beganFrom?: string | undefined;
      }
    | undefined;
  readonly facts: RunFacts | undefined;
  readonly backend: BackendReport | undefined;
  /** The exam that it sat before it was kept and opened again */
  readonly examBefore: string | undefined;
  /** Settings that were changed between two steps, also before the run was kept and opened again */
  readonly changed: readonly SettingKey[];
  readonly train: readonly TrainPoint[];
  /** Beyond the present step too, where the run went back; they go once it trains on */
  readonly evals: readonly EvalPoint[];
  /** As in `Metrics` */
  readonly aside: number | undefined;
  /** Of the exams in `evals`, which blanks were right */
  readonly sittings: readonly Sitting[];
  readonly stepsPerSecond: number | undefined;
  readonly tokensPerSecond: number | undefined;
  /** What it saves itself as while it trains */
  readonly saveId: string | undefined;
  /** The kept run that has this one's weights as they were at a step */
  readonly kept: { readonly id: string; readonly step: number } | undefined;
  /** What was asked for, and waits for the text to be prepared or the model to be built */
  readonly waiting: {
    /** A fresh model is to take the place of the run that is there */
    readonly fresh: boolean;
    /** What the model does once it is there; it rests where this is undefined */
    readonly begins: 'train' | 'step' | undefined;
  };
  /** The settings of its last step, once it rests */
  readonly endedWith: Settings | undefined;
  /** Steps in all, as they were set before Train prolonged a finished run, and since */
  readonly prolonged: { readonly from: number; readonly to: number } | undefined;
  readonly problem: Problem | undefined;
}

export const NOTHING_WAITS: RunData['waiting'] = { fresh: false, begins: undefined };

export const NO_RUN: RunData = {
  status: 'none',
  runId: 0,
  phase: undefined,
  step: 0,
  loaded: undefined,
  facts: undefined,
  backend: undefined,
  examBefore: undefined,
  changed: [],
  train: [],
  evals: [],
  aside: undefined,
  sittings: [],
  stepsPerSecond: undefined,
  tokensPerSecond: undefined,
  saveId: undefined,
  kept: undefined,
  waiting: NOTHING_WAITS,
  endedWith: undefined,
  prolonged: undefined,
  problem: undefined,
};

/** What the maps of the moment shown are compared with. */
export type Comparison =
  | { readonly with: 'nothing' | 'first' | 'pinned' }
  | {
      readonly with: 'run';
      readonly id: string;
      readonly name: string;
      /** What it looks at in the present sentence; undefined until the trainer has answered */
      readonly maps: AttentionMaps | undefined;
      /** Why it cannot be compared with, in words for the page */
      readonly refusal: string | undefined;
    };

export interface WatchState {
  readonly specimen: Specimen | undefined;
  /**
   * What was recorded of the present specimen, oldest first; `recordings.ts` says how much is kept. Where the run went
   * back, also of later steps, which are no moments of its past (`momentsOf`)
   */
  readonly views: readonly View[];
  /** The newest look, a recording or not */
  readonly live: View | undefined;
  /** Index into `views`, or 'live' */
  readonly shown: number | 'live';
  /** Whether the recordings are being played back */
  readonly playing: boolean;
  /** What the maps are compared with */
  readonly compare: Comparison;
  /** The moment put aside to compare with, of the present specimen */
  readonly pinned: View | undefined;
  readonly head: { readonly layer: number; readonly head: number };
  /** Token from which the chosen head is seen to look, an index into the specimen's tokens */
  readonly from: number | undefined;
}

/** What the last change of settings by hand changed besides: Auto decides anew, and a pretrained model has its own size. */
export interface AlsoChanged {
  /** The settings that somebody changed */
  readonly by: readonly SettingKey[];
  /** Those that went with them */
  readonly keys: readonly SettingKey[];
  readonly source: Source;
  readonly before: Pick<PlaygroundState, 'settings' | 'auto'>;
  readonly after: Settings;
}

/** Ways to see the text. */
export const TEXT_VIEWS = ['edit', 'tokens', 'masked'] as const;
export type TextView = (typeof TEXT_VIEWS)[number];

/** The playground's slice: a text, settings, the run, and the sentence that the model is watched with. */
export interface PlaygroundState extends TextState, UndoState {
  readonly settings: Settings;
  /** Those that were opened in this browser; undefined until they have been looked for */
  readonly models: readonly OpenedModel[] | undefined;
  /** Files that are being opened as a model, or why they could not be */
  readonly modelOpening: ModelOpening | undefined;
  /** Those of the settings that the text decides; `settings` has what it decided */
  readonly auto: readonly AutoKey[];
  /** Until the next change; see `changedBeside` */
  readonly alsoChanged?: AlsoChanged | undefined;
  readonly run: RunData;
  readonly watch: WatchState;
  /** The run before, put aside to compare with */
  readonly again: AgainState;
  /** The exam for the person and the model; undefined while it is off */
  readonly youFirst: YouFirst | undefined;
  /** Here, so that it is still chosen when one comes back from another part */
  readonly textView: TextView;
}

export const newPlayground = (
  settings: Settings,
  auto: readonly AutoKey[] = AUTO_KEYS,
): PlaygroundState => ({
  source: { name: '', text: '', characters: 0 },
  own: [],
  opening: undefined,
  preparing: undefined,
  prepared: undefined,
  textProblem: undefined,
  draw: 0,
  byHand: new Map(),
  sizes: undefined,
  settings,
  models: undefined,
  modelOpening: undefined,
  auto,
  run: NO_RUN,
  watch: {
    specimen: undefined,
    views: [],
    live: undefined,
    shown: 'live',
    playing: false,
    compare: { with: 'nothing' },
    pinned: undefined,
    head: { layer: 0, head: 0 },
    from: undefined,
  },
  again: NOTHING_EARLIER,
  youFirst: undefined,
  textView: 'masked',
  undo: undefined,
});
