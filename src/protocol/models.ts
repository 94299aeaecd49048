import type { OpenedFacts } from '../config/openedModel';
import type { StarterLanguage } from '../config/starter';
import type { Vocabulary } from '../tokenizer/vocabulary';

/** A model that somebody opened from its files: a run can begin from it. */
export interface OpenedModel extends OpenedFacts {
  readonly name: string;
  readonly vocabulary: Vocabulary;
  /** model.safetensors as it was opened */
  readonly weights: Blob;
  /** What was assumed or ignored, in sentences */
  readonly notes: readonly string[];
}

/** What a fresh model begins from instead of random numbers, and the vocabulary that it is to have. */
export type Beginning = { readonly vocabulary: Vocabulary } & (
  | { readonly language: StarterLanguage }
  | { readonly model: Pick<OpenedModel, 'vocabulary' | 'weights'> }
);
