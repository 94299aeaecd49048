import { initialValues } from '../../../src/model/initialValues';
import { parameterLayout } from '../../../src/model/layout';
import { bertConfigOf, type Size } from '../../sizes';

export interface NamedValues {
  readonly name: string;
  readonly shape: number[];
  readonly values: Float32Array;
}

/**
 * Cloze's initial values as single tensors under their Hugging Face names, for the peers that train the same BERT.
 * With the same start, their first losses must be equal.
 */
export function initialTensors(size: Size): NamedValues[] {
  const config = bertConfigOf(size);
  const layout = parameterLayout(config);
  const flat = initialValues(config, layout, 1);
  return layout.groups.flatMap((group) =>
    group.members.map(({ name, shape, offset, size: length }) => ({
      name,
      shape: [...shape],
      values: flat.slice(offset, offset + length),
    })),
  );
}
