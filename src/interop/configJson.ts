import type { BertConfig } from '../model/config';
import { PAD_ID } from '../tokenizer/vocabulary';

/** What a model's `config.json` says beside its shape. */
export interface ConfigExtras {
  readonly hiddenDropoutProb?: number;
  readonly attentionProbsDropoutProb?: number;
  /** Where the files have [PAD]; 0 if left out */
  readonly padTokenId?: number | undefined;
  /** Of the weights in `model.safetensors` */
  readonly dtype?: 'float32' | 'float16';
}

/**
 * `config.json` of a BertForMaskedLM, as Hugging Face Transformers 5 writes it. `transformers.js_config` has
 * transformers.js load `onnx/model.onnx`; without it a browser asks for `model_quantized.onnx`. Python ignores it.
 */
export const configJson = (config: BertConfig, extras: ConfigExtras = {}): string =>
  JSON.stringify(
    {
      architectures: ['BertForMaskedLM'],
      model_type: 'bert',
      vocab_size: config.vocabSize,
      hidden_size: config.hiddenSize,
      num_hidden_layers: config.numHiddenLayers,
      num_attention_heads: config.numAttentionHeads,
      intermediate_size: config.intermediateSize,
      max_position_embeddings: config.maxPositionEmbeddings,
      type_vocab_size: config.typeVocabSize,
      layer_norm_eps: config.layerNormEps,
      initializer_range: config.initializerRange,
      hidden_act: 'gelu',
      hidden_dropout_prob: extras.hiddenDropoutProb,
      attention_probs_dropout_prob: extras.attentionProbsDropoutProb,
      classifier_dropout: null,
      pad_token_id: extras.padTokenId ?? PAD_ID,
      tie_word_embeddings: config.tieWordEmbeddings,
      dtype: extras.dtype,
      'transformers.js_config': { dtype: 'fp32' },
    },
    null,
    2,
  );
