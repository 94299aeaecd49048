import type { Context, Settings } from '../config/settings';
import { type BertConfig, bertConfig } from '../model/config';
import type { KeptRun } from '../storage/keptRun';

/** A run that is taken away: what the Library knows of it, and its weights. */
export interface TakenRun {
  readonly run: KeptRun;
  /** [P] as `model/layout.ts` lays them out */
  readonly parameters: Float32Array;
}

/** The shape of a run's model. */
export const configOf = ({
  settings,
  vocabulary,
}: Pick<KeptRun, 'settings' | 'vocabulary'>): BertConfig =>
  bertConfig(settings, vocabulary.tokens.length);

/** What a token could look at besides itself, in words; undefined where that is all of the window, as in BERT. */
export const oneSided = (context: Context): string | undefined =>
  ({ both: undefined, left: 'what stands before it', right: 'what stands after it' })[context];

/** Whether a run's exam says what the model can do wherever it is loaded: other libraries hide neither side. */
export const holdsElsewhere = ({
  settings,
  starterRead,
}: {
  readonly settings: Settings;
  readonly starterRead?: number | undefined;
}): boolean => settings.context === 'both' && starterRead === undefined;
