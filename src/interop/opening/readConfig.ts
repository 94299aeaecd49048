import { numberRow } from '../../config/settings';
import { SETTINGS } from '../../config/settingsTable';
import { type BertConfig, initializerRange } from '../../model/config';
import { jsonObject, NotAModel, written } from './notAModel';

const FILE = 'config.json';
const ONLY_BERT =
  'Choose a model whose config.json says "model_type": "bert" and that was trained to fill in masks, such as bert-base-uncased.';

/** What the page calls other architectures, by `model_type`. */
const OTHERS: Readonly<Record<string, string>> = {
  distilbert: 'a DistilBERT',
  roberta: 'a RoBERTa',
  'xlm-roberta': 'an XLM-RoBERTa',
  camembert: 'a CamemBERT, which is a RoBERTa',
  albert: 'an ALBERT',
  deberta: 'a DeBERTa',
  'deberta-v2': 'a DeBERTa',
  modernbert: 'a ModernBERT',
  electra: 'an ELECTRA',
  mobilebert: 'a MobileBERT',
  mpnet: 'an MPNet',
  nomic_bert: 'a Nomic BERT',
  roformer: 'a RoFormer',
  squeezebert: 'a SqueezeBERT',
  convbert: 'a ConvBERT',
  gpt2: 'a GPT-2',
  llama: 'a Llama',
  t5: 'a T5',
};

/** Refuses an architecture by its name. */
export const otherArchitecture = (type: string): NotAModel => {
  const name = Object.hasOwn(OTHERS, type) ? OTHERS[type]! : `a model of the kind “${type}”`;
  return new NotAModel(
    `This is ${name}.`,
    'Cloze runs BERT’s own architecture and no other, also where BERT is part of the name.',
    ONLY_BERT,
  );
};

const unlike = (why: string) =>
  new NotAModel('This BERT differs from what Cloze can compute.', why, ONLY_BERT);

/** Sizes and the settings that bound them. */
const BOUNDS = [
  ['hidden_size', 'hiddenSize'],
  ['num_hidden_layers', 'numHiddenLayers'],
  ['num_attention_heads', 'numAttentionHeads'],
  ['intermediate_size', 'intermediateSize'],
] as const;
/** Token ids are 16-bit numbers in the text's storage. */
export const MOST_TOKENS = 65_535;

/** Refuses a model that is larger or smaller than the page's settings allow, or whose heads are uneven. */
export function checkSize(config: BertConfig): void {
  for (const [name, key] of BOUNDS) {
    const { min, max } = numberRow(key);
    const value = config[key];
    if (value >= min && value <= max) continue;
    throw new NotAModel(
      `This model is too ${value > max ? 'large' : 'small'}.`,
      `${SETTINGS[key].label} (${name}) is ${value}; Cloze takes ${min} to ${max}, which BERT-base has.`,
      'Choose a smaller BERT, as BERT-mini or BERT-small.',
    );
  }
  const { min: fewest } = SETTINGS.maxPositionEmbeddings;
  if (config.maxPositionEmbeddings < fewest) {
    throw unlike(`It reads only ${config.maxPositionEmbeddings} tokens; Cloze needs ${fewest}.`);
  }
  if (config.vocabSize > MOST_TOKENS) {
    throw new NotAModel(
      'This model has too many tokens.',
      `It has ${config.vocabSize}; Cloze takes up to ${MOST_TOKENS}.`,
      'Choose a model of one language: those have about 30 000.',
    );
  }
  if (config.hiddenSize % config.numAttentionHeads !== 0) {
    throw unlike('Its hidden size is not a multiple of its number of heads.');
  }
}

function positive(given: Readonly<Record<string, unknown>>, name: string, usual?: number): number {
  const value = given[name] ?? usual;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw new NotAModel(
    `${FILE} does not say what is needed.`,
    `Its “${name}” is ${written(value)}, not a whole number above 0.`,
    'Take config.json from where the model was published.',
  );
}

/**
 * Reads Hugging Face's `config.json` of a BERT.
 *
 * @throws {NotAModel} where it is of another architecture, or of a BERT that the engines cannot compute
 */
export function readConfig(json: string): BertConfig {
  const given = jsonObject(FILE, json);
  const type = given.model_type;
  if (typeof type === 'string' && type !== 'bert') throw otherArchitecture(type);
  // Those published before 2019 have no model_type: their tensors tell.
  const act = given.hidden_act ?? 'gelu';
  if (act !== 'gelu') throw unlike(`Its activation is ${written(act)}, not gelu.`);
  const positions = given.position_embedding_type ?? 'absolute';
  if (positions !== 'absolute') {
    throw unlike(`Its positions are ${written(positions)}, not absolute.`);
  }
  if (given.is_decoder === true || given.add_cross_attention === true) {
    throw unlike('It is a decoder: it guesses the next word, and sees only those before.');
  }
  if (given.quantization_config) throw unlike('Its weights are quantized.');
  const pruned = given.pruned_heads;
  if (pruned && Object.keys(pruned).length > 0) throw unlike('Some of its heads were removed.');
  const eps = given.layer_norm_eps ?? 1e-12;
  if (typeof eps !== 'number' || !(eps >= 0 && eps <= 0.1)) {
    throw unlike(`Its layer_norm_eps is ${written(eps)}.`);
  }
  const hiddenSize = positive(given, 'hidden_size');
  const config = {
    vocabSize: positive(given, 'vocab_size'),
    hiddenSize,
    numHiddenLayers: positive(given, 'num_hidden_layers'),
    numAttentionHeads: positive(given, 'num_attention_heads'),
    intermediateSize: positive(given, 'intermediate_size'),
    maxPositionEmbeddings: positive(given, 'max_position_embeddings', 512),
    typeVocabSize: positive(given, 'type_vocab_size', 2),
    layerNormEps: eps,
    initializerRange: initializerRange(hiddenSize),
    tieWordEmbeddings: given.tie_word_embeddings !== false,
  };
  checkSize(config);
  return config;
}
