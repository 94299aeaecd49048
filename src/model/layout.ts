import type { BertConfig } from './config';

/** One tensor of the state dict, under its Hugging Face name, inside the flat parameter vector. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
}

/**
 * What an engine reads as one tensor: usually one parameter; for query, key and value three that
 * lie side by side, so that one matrix product makes all three.
 */
export interface Group {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  readonly decay: boolean;
  readonly members: readonly Parameter[];
}

export interface Layout {
  readonly groups: readonly Group[];
  /** Length of the flat vector, padding included. */
  readonly length: number;
  /** Number of trained values, padding not included. */
  readonly parameterCount: number;
}

const WORDS = 'bert.embeddings.word_embeddings.weight';
const DECODER = 'cls.predictions.decoder.weight';

/** Name of the tensor [V, D] whose rows the head compares with: the word embeddings', unless it has its own. */
export const decoderOf = ({ tieWordEmbeddings }: Pick<BertConfig, 'tieWordEmbeddings'>): string =>
  tieWordEmbeddings ? WORDS : DECODER;

/** Floats between group starts: 64 x 4 bytes = the 256 bytes that WebGPU asks of a buffer offset. */
const ALIGNMENT = 64;

const product = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/**
 * Where each parameter of BertForMaskedLM lies in one flat float32 vector. Gradients and both Adam
 * moments use the same places. Linear weights are [out, in].
 */
export function parameterLayout(config: BertConfig): Layout {
  const { hiddenSize: D, intermediateSize: F, vocabSize: V } = config;
  const groups: Group[] = [];
  let end = 0;
  let parameterCount = 0;

  const add = (name: string, names: readonly string[], shape: readonly number[]) => {
    const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    const size = product(shape);
    const members = names.map((member, i) => ({
      name: member,
      shape,
      offset: offset + i * size,
      size,
    }));
    end = offset + names.length * size;
    parameterCount += names.length * size;
    groups.push({
      name,
      shape: names.length > 1 ? [names.length * shape[0]!, ...shape.slice(1)] : shape,
      offset,
      size: names.length * size,
      // As in BERT's own optimizer: no decay on biases and LayerNorm.
      decay: !/LayerNorm|bias$/.test(name),
      members,
    });
  };
  const single = (name: string, shape: readonly number[]) => add(name, [name], shape);
  const linear = (name: string, out: number, input: number) => {
    single(`${name}.weight`, [out, input]);
    single(`${name}.bias`, [out]);
  };
  const layerNorm = (name: string) => {
    single(`${name}.weight`, [D]);
    single(`${name}.bias`, [D]);
  };

  single(WORDS, [V, D]);
  if (!config.tieWordEmbeddings) single(DECODER, [V, D]);
  single('bert.embeddings.position_embeddings.weight', [config.maxPositionEmbeddings, D]);
  single('bert.embeddings.token_type_embeddings.weight', [config.typeVocabSize, D]);
  layerNorm('bert.embeddings.LayerNorm');
  for (let l = 0; l < config.numHiddenLayers; l++) {
    const layer = `bert.encoder.layer.${l}`;
    const projections = ['query', 'key', 'value'].map((p) => `${layer}.attention.self.${p}`);
    add(
      `${layer}.attention.self.qkv.weight`,
      projections.map((p) => `${p}.weight`),
      [D, D],
    );
    add(
      `${layer}.attention.self.qkv.bias`,
      projections.map((p) => `${p}.bias`),
      [D],
    );
    linear(`${layer}.attention.output.dense`, D, D);
    layerNorm(`${layer}.attention.output.LayerNorm`);
    linear(`${layer}.intermediate.dense`, F, D);
    linear(`${layer}.output.dense`, D, F);
    layerNorm(`${layer}.output.LayerNorm`);
  }
  linear('cls.predictions.transform.dense', D, D);
  layerNorm('cls.predictions.transform.LayerNorm');
  single('cls.predictions.bias', [V]);

  return { groups, length: Math.ceil(end / ALIGNMENT) * ALIGNMENT, parameterCount };
}
