import type { Settings } from '../config/settings';

/** What fixes the shape of a BertForMaskedLM; names as in Hugging Face's `BertConfig`. */
export interface BertConfig {
  /** V */
  readonly vocabSize: number;
  /** D */
  readonly hiddenSize: number;
  /** L */
  readonly numHiddenLayers: number;
  /** H; the head size is K = D / H */
  readonly numAttentionHeads: number;
  /** F */
  readonly intermediateSize: number;
  readonly maxPositionEmbeddings: number;
  readonly typeVocabSize: number;
  readonly layerNormEps: number;
  readonly initializerRange: number;
}

/** The model's shape for `settings` and a vocabulary of `vocabSize` pieces. */
export function bertConfig(settings: Settings, vocabSize: number): BertConfig {
  return {
    vocabSize,
    hiddenSize: settings.hiddenSize,
    numHiddenLayers: settings.numHiddenLayers,
    numAttentionHeads: settings.numAttentionHeads,
    intermediateSize: settings.intermediateSize,
    maxPositionEmbeddings: settings.maxPositionEmbeddings,
    typeVocabSize: 2,
    layerNormEps: 1e-12,
    initializerRange: 0.02,
  };
}
