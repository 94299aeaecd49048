import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../config/settings';
import { bertConfig } from '../../model/config';
import { initialValues } from '../../model/initialValues';
import { decoderOf, parameterLayout } from '../../model/layout';
import { SPECIAL_TOKENS } from '../../tokenizer/vocabulary';
import { withLabelTokens } from './labelTokens';

const tensors = (config: Parameters<typeof parameterLayout>[0], parameters: Float32Array) =>
  new Map(
    parameterLayout(config)
      .groups.flatMap(({ members }) => members)
      .map(({ name, offset, size }) => [name, parameters.slice(offset, offset + size)]),
  );

it.each([true, false])('adds a row for each class and changes nothing else (tied: %s)', (tied) => {
  const sizes = { hiddenSize: 8, intermediateSize: 8, numHiddenLayers: 1, numAttentionHeads: 2 };
  const settings = { ...DEFAULT_SETTINGS, ...sizes, tieWordEmbeddings: tied };
  const vocabulary = {
    ...{ tokens: [...SPECIAL_TOKENS, 'a', 'b'], doLowerCase: true, stripAccents: false },
  };
  const config = bertConfig(settings, 7);
  const parameters = initialValues(config, parameterLayout(config), 1);
  const grown = withLabelTokens(config, parameters, vocabulary, 3, 1);
  expect(grown.labels).toEqual([7, 8, 9]);
  expect(grown.vocabulary.tokens).toHaveLength(10);
  const [before, after] = [tensors(config, parameters), tensors(grown.config, grown.parameters)];
  for (const [name, values] of before) {
    expect(after.get(name)!.slice(0, values.length), name).toEqual(values);
  }
  const rows = after.get(decoderOf(config))!.slice(7 * 8);
  expect(rows).toHaveLength(3 * 8);
  expect(new Set(rows).size).toBe(3 * 8);
  expect(Math.max(...rows.map(Math.abs))).toBeLessThan(5 * config.initializerRange);
});
