import type { AutoKey } from '../config/auto';
import type { SettingKey, Settings } from '../config/settings';
import type { Floors } from '../protocol/floors';
import type { EvalPoint, SatExam, TrainPoint } from '../protocol/run';
import type { PreparedSummary } from '../protocol/texts';

/** Which text a run was trained on, in enough detail to find it again. */
export interface SavedText {
  readonly name: string;
  /** Id of a built-in text; undefined for the person's own */
  readonly builtIn: string | undefined;
  /** The grammar that its sentences were sampled from, if they were */
  readonly grammar?: string | undefined;
  /** BCP 47 tag of its language, chosen or detected. Left out by versions before 0.6 */
  readonly language?: string | undefined;
  /** UTF-16 units of all of it */
  readonly characters: number;
  /** Hash of the part that the page holds (`storage/textHash.ts`) */
  readonly hash: number;
  /** All of the person's own text, unless it is a long file: the run can be opened even after the text was edited */
  readonly whole?: string | undefined;
}

/** A kept run: everything but its weights, which have a key of their own. */
export interface KeptRun {
  readonly id: string;
  /** What it saved itself as: the automatic run of this id is the same run. Left out by versions before 0.12 */
  readonly saveId?: string | undefined;
  readonly name: string;
  /** ms since 1970 */
  readonly savedAt: number;
  readonly text: SavedText;
  /** The settings of its last step */
  readonly settings: Settings;
  /** Those that the text had decided. Left out by versions before 0.8 */
  readonly auto?: readonly AutoKey[] | undefined;
  /** Name of the opened model that it began from */
  readonly beganFrom?: string | undefined;
  /** Share of the sentences that the starter it began from had read, 0 to 1: then its exam proves nothing */
  readonly starterRead?: number | undefined;
  /** Settings that changed while it trained; none if left out */
  readonly changed?: readonly SettingKey[] | undefined;
  readonly vocabulary: PreparedSummary['vocabulary'];
  /** What it ran on; undefined if not known */
  readonly backend: { readonly name: string; readonly device: string } | undefined;
  readonly curves: {
    readonly train: readonly TrainPoint[];
    readonly evals: readonly EvalPoint[];
  };
  /** Steps taken */
  readonly step: number;
  /** Whether that step was chosen for its exam, as the best of a run that went on: the exam then flatters it a little */
  readonly isBest?: boolean | undefined;
  readonly exam: SatExam;
  /** Least possible loss and best possible accuracy in each context, if the language is known exactly */
  readonly floors?: Floors | undefined;
  /** Number of training sentences in an experiment; all if left out */
  readonly sentences?: number | undefined;
  /** Why the playground cannot go on with it; it can if left out */
  readonly closed?: string | undefined;
  /** Words masked by hand, if its settings say so: UTF-16 offset, first and last token (exclusive) */
  readonly byHand?:
    | readonly (readonly [number, readonly [first: number, end: number]])[]
    | undefined;
  /** Size of its weights and moments */
  readonly bytes: number;
}

/** The same without the name, which it gets when it is kept. */
export type SavedRun = Omit<KeptRun, 'name'>;
