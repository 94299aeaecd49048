import { key, normalAt } from '../../base/random';
import { STREAM } from '../../base/streams';
import type { BertConfig } from '../../model/config';
import { decoderOf, parameterLayout } from '../../model/layout';
import type { Vocabulary } from '../../tokenizer/vocabulary';

export interface WithLabels {
  readonly config: BertConfig;
  /** [P'] */
  readonly parameters: Float32Array;
  readonly vocabulary: Vocabulary;
  /** [classes] Id of the token that stands for each class */
  readonly labels: readonly number[];
}

const WORDS = 'bert.embeddings.word_embeddings.weight';

/**
 * A model with a token more for each class, at the end of its vocabulary: their rows of the decoder are the classifier,
 * random as in BERT (Devlin et al. 2019), and no text can hold them. All else stays as it is.
 *
 * @param parameters [P]
 */
export function withLabelTokens(
  config: BertConfig,
  parameters: Float32Array,
  vocabulary: Vocabulary,
  classes: number,
  seed: number,
): WithLabels {
  const { vocabSize: V } = config;
  const grown = { ...config, vocabSize: V + classes };
  const from = parameterLayout(config);
  const layout = parameterLayout(grown);
  const next = new Float32Array(layout.length);
  const known = from.groups.flatMap(({ members }) => members);
  layout.groups
    .flatMap(({ members }) => members)
    .forEach(({ name, offset, size }, i) => {
      const { offset: begin, size: had } = known[i]!;
      next.set(parameters.subarray(begin, begin + had), offset);
      if (name !== WORDS && name !== decoderOf(config)) return;
      const k = key(seed, STREAM.initialValues, i);
      for (let at = had; at < size; at++) {
        next[offset + at] = normalAt(k, at) * config.initializerRange;
      }
    });
  const names = Array.from({ length: classes }, (_, c) => `[label ${c}]`);
  return {
    ...{ config: grown, parameters: next },
    vocabulary: { ...vocabulary, tokens: [...vocabulary.tokens, ...names] },
    labels: names.map((_, c) => V + c),
  };
}
