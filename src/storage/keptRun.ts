import type { SettingKey, Settings } from '../config/settings';
import type { Floors } from '../protocol/floors';
import type { EvalPoint, SatExam, TrainPoint } from '../protocol/run';
import type { PreparedSummary } from '../protocol/texts';

/** Which text a run was trained on, so that it can be found again. */
export interface SavedText {
  readonly name: string;
  /** Id of a built-in text; undefined for the person's own */
  readonly builtIn: string | undefined;
  /** That its sentences were drawn from, where they were */
  readonly grammar?: string | undefined;
  /** BCP 47 tag by which it was cut into sentences, chosen or detected. Left out by versions before 0.6 */
  readonly language?: string | undefined;
  /** UTF-16 units of all of it */
  readonly characters: number;
  /** Of the part that the page holds (`storage/textHash.ts`) */
  readonly hash: number;
  /** All of one's own, where it is no long file: it may be edited, and the run opened again all the same */
  readonly whole?: string | undefined;
}

/** A run that was kept: everything but its weights, which lie beside it. */
export interface KeptRun {
  readonly id: string;
  readonly name: string;
  /** ms since 1970 */
  readonly savedAt: number;
  readonly text: SavedText;
  /** As they were at its last step */
  readonly settings: Settings;
  /** Settings that were not the same in all of its steps; none if left out */
  readonly changed?: readonly SettingKey[] | undefined;
  readonly vocabulary: PreparedSummary['vocabulary'];
  /** What it ran on; undefined where that is not known */
  readonly backend: { readonly name: string; readonly device: string } | undefined;
  readonly curves: {
    readonly train: readonly TrainPoint[];
    readonly evals: readonly EvalPoint[];
  };
  /** Steps taken */
  readonly step: number;
  readonly exam: SatExam;
  /** Least loss and greatest accuracy from each side, where the language is known exactly */
  readonly floors?: Floors | undefined;
  /** Training sentences that an experiment let it learn from; all if left out */
  readonly sentences?: number | undefined;
  /** Why the playground cannot go on with it; it can if left out */
  readonly closed?: string | undefined;
  /** Words chosen by hand, where its settings ask for those: UTF-16 offset, first and last token (exclusive) */
  readonly byHand?:
    | readonly (readonly [number, readonly [first: number, end: number]])[]
    | undefined;
  /** Of its weights and moments */
  readonly bytes: number;
}
