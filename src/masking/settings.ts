import type { MaskStrategy } from '../config/settings';

export interface MaskingSettings {
  /** Share of the tokens that are masked: the model is asked what they were */
  readonly mlmProbability: number;
  /** Of these, the share that becomes [MASK] ... */
  readonly maskReplaceProb: number;
  /** ... and the share that becomes another token; the rest stays as it is */
  readonly randomReplaceProb: number;
  /** Which tokens are masked; see `strategies.ts` */
  readonly maskStrategy: MaskStrategy;
  /** Whether a random token is drawn by its frequency in the text; else all are equally likely, as in BERT */
  readonly randomByFrequency: boolean;
}

export interface CollateOptions {
  readonly settings: MaskingSettings;
  readonly vocabSize: number;
  /** [V] How often each token occurs in the text; ids past its end count as 0 */
  readonly counts: ArrayLike<number>;
  /** From `key(...)` of base/random: equal keys give equal masks */
  readonly key: number;
}
