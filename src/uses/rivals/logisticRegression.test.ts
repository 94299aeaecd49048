import { describe, expect, it } from 'vitest';
import { key, normalAt } from '../../base/random';
import { logisticRegression } from './logisticRegression';

const best = (values: readonly number[]) => values.indexOf(Math.max(...values));
const row = (...values: number[]) => ({ columns: values.map((_, i) => i), values });

describe('logistic regression', () => {
  it('finds the weight that can be worked out by hand', () => {
    // One example of each class, at 1 and at -1: by symmetry the weights are a and -a, and no intercept. The penalty is
    // a², the losses 2 ln(1 + exp(-2a)), so that at the minimum a = 2 / (1 + exp(2a)): a = 0.5213.
    const { probabilities } = logisticRegression([row(1), row(-1)], [0, 1], {
      ...{ columns: 1, classes: 2, l2: 1 },
    });
    const [p, q] = probabilities(row(1));
    const a = Math.log(p! / q!) / 2;
    expect(a).toBeCloseTo(2 / (1 + Math.exp(2 * a)), 5);
    expect(a).toBeCloseTo(0.5213, 3);
  });

  it('says how frequent classes are where it knows nothing else', () => {
    const { probabilities } = logisticRegression(
      [0, 0, 0, 1].map(() => row()),
      [0, 0, 0, 1],
      { ...{ columns: 0, classes: 2 } },
    );
    expect(probabilities(row())[0]).toBeCloseTo(0.75, 5);
  });

  it('ends where no step helps: the gradient of the penalized loss is 0', () => {
    const k = key(5);
    const examples = Array.from({ length: 30 }, (_, n) =>
      row(...Array.from({ length: 4 }, (_, i) => 3 * normalAt(k, 4 * n + i))),
    );
    const labels = examples.map(({ values: [a, b] }) => best([a!, b!, 0]));
    const l2 = 0.5;
    const { probabilities } = logisticRegression(examples, labels, { columns: 4, classes: 3, l2 });
    // Weights follow from logits at the unit vectors; the intercepts from those at 0.
    const logits = (...x: number[]) => Array.from(probabilities(row(...x)), Math.log);
    const differences = (x: number[]) => x.map((y) => y - x[0]!);
    const base = differences(logits(0, 0, 0, 0));
    for (let i = 0; i < 4; i++) {
      const unit = differences(logits(...[0, 1, 2, 3].map((j) => (i === j ? 1 : 0))));
      const relative = unit.map((y, c) => y - base[c]!);
      // The penalty makes a column's weights add up to 0.
      const mean = relative.reduce((a, b) => a + b, 0) / 3;
      relative.forEach((y, c) => {
        let gradient = l2 * (y - mean);
        examples.forEach(({ values }, n) => {
          gradient += (probabilities(row(...values))[c]! - (labels[n] === c ? 1 : 0)) * values[i]!;
        });
        expect(Math.abs(gradient)).toBeLessThan(1e-3);
      });
    }
  });
});
