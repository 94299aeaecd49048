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
  /** Whether the word embeddings are the decoder too, as in BERT; otherwise it has rows of its own. */
  readonly tieWordEmbeddings: boolean;
}

/**
 * Standard deviation of the initial weights for hidden size D: BERT-base's 0.02 at D 768, grown as
 * 1 / sqrt(D), so that a narrow layer's sums start as large as a wide one's (Glorot and Bengio 2010).
 * With 0.02 itself a model of D 64 learned markedly slower. Above 0.08 the tied decoder begins with
 * opinions of its own, and the first loss stands clear of ln V.
 */
export function initializerRange(hiddenSize: number): number {
  return Math.min(0.08, 0.02 * Math.sqrt(768 / hiddenSize));
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
    layerNormEps: settings.layerNormEps,
    initializerRange: initializerRange(settings.hiddenSize),
    tieWordEmbeddings: settings.tieWordEmbeddings,
  };
}
