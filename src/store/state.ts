import { RESET_KEYS, type SettingKey, type Settings, TEXT_KEYS } from '../config/settings';
import type { Phase } from '../corpus/pacer';
import type { BackendReport } from '../protocol/backend';
import type { View } from '../protocol/look';
import type { Problem } from '../protocol/problem';
import type { EvalPoint, RunFacts, RunState, TrainPoint } from '../protocol/run';
import type { SizePoint, Source } from '../protocol/texts';
import type { Comparison } from './compare';
import type { ExperimentsState } from './experimentsState';
import type { LibraryState } from './library';
import type { LinkState } from './links';
import type { Prepared } from './prepared';
import type { Specimen } from './specimen';

export interface TextState {
  /** The text to learn from */
  readonly source: Source;
  /** The person's own texts, the newest first: one can always go back to them */
  readonly own: readonly Source[];
  /** Files that are being read */
  readonly opening: { readonly name: string; readonly fraction: number } | undefined;
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

/** The page's parts; a key of the address. */
export const PARTS = ['playground', 'experiments', 'library'] as const;
export type Part = (typeof PARTS)[number];

/** Views of the text to learn from. */
export const TEXT_VIEWS = ['edit', 'tokens', 'masked'] as const;
export type TextView = (typeof TEXT_VIEWS)[number];

export type RunStatus = 'none' | 'loading' | RunState | 'failed';

export interface RunData {
  readonly status: RunStatus;
  readonly runId: number;
  readonly phase: string | undefined;
  readonly step: number;
  /** What the trainer holds: the text and settings of this run */
  readonly loaded: { readonly prepared: Prepared; readonly settings: Settings } | undefined;
  readonly facts: RunFacts | undefined;
  readonly backend: BackendReport | undefined;
  /** Settings that were changed between two steps before the run was kept and opened again */
  readonly changed: readonly SettingKey[];
  readonly train: readonly TrainPoint[];
  readonly evals: readonly EvalPoint[];
  readonly stepsPerSecond: number | undefined;
  readonly tokensPerSecond: number | undefined;
  readonly problem: Problem | undefined;
}

export interface WatchState {
  readonly specimen: Specimen | undefined;
  /** What was recorded of the present specimen, oldest first; `store/recordings.ts` says how much is kept */
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

export interface AppState extends TextState {
  readonly settings: Settings;
  /** Which of the page's parts is shown */
  readonly part: Part;
  /** Here, so that it is still chosen when one comes back from another part */
  readonly textView: TextView;
  readonly experiments: ExperimentsState;
  readonly library: LibraryState;
  readonly run: RunData;
  readonly watch: WatchState;
  readonly link: LinkState;
  /** Said once, without stopping anything */
  readonly notice: string | undefined;
}

/** What a run is trained with: the present settings, but for those that it could not take over. */
export const loadedSettings = (present: Settings, loaded: Settings): Settings => ({
  ...present,
  ...Object.fromEntries(RESET_KEYS.map((k) => [k, loaded[k]])),
});

/** Whether the tokens at hand are those of the present text and settings. */
export function isCurrent({ prepared, source, settings }: AppState): boolean {
  return prepared?.source === source && TEXT_KEYS.every((k) => prepared.madeFor[k] === settings[k]);
}

/** Whether the run has taken all its steps, and Train would add more. */
export function isFinished(state: AppState): boolean {
  const { status, step } = state.run;
  return status === 'done' && step >= state.settings.maxSteps && pendingChanges(state).length === 0;
}

/** Whether a text is being opened that Train has to wait for: the present one is not meant, as no run goes on with it. */
export function awaitsText(state: AppState): boolean {
  const { opening, run } = state;
  return opening !== undefined && (run.step === 0 || pendingChanges(state).length > 0);
}

/** What has changed since the run was loaded and takes effect only when it starts over. */
export function pendingChanges(state: AppState): readonly (SettingKey | 'text')[] {
  const { loaded } = state.run;
  if (!loaded) return [];
  const changed: (SettingKey | 'text')[] = RESET_KEYS.filter(
    (k) => loaded.settings[k] !== state.settings[k],
  );
  if (loaded.prepared.source !== state.source) changed.push('text');
  return changed;
}
