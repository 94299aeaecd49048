import { expect, test } from 'vitest';
import { DOCUMENTS } from './testDocuments';
import { createTfIdf, type SparseVector, sparseDot } from './tfIdf';

const tfIdf = createTfIdf(DOCUMENTS);
const words = [...tfIdf.columns.keys()];

function expectVector({ columns, values }: SparseVector, expected: Record<string, number>) {
  expect([...columns].map((c) => words[c]).toSorted()).toEqual(Object.keys(expected).toSorted());
  columns.forEach((c, i) => {
    expect(values[i]).toBeCloseTo(expected[words[c]!]!, 11);
  });
}

test('vectors are those of scikit-learn’s TfidfVectorizer', () => {
  expectVector(tfIdf.vectors[2]!, {
    ...{ drinks: 0.321111356494, milk: 0.760685197453 },
    ...{ a: 0.321111356494, kitten: 0.463824345887 },
  });
});

test('another text keeps the words that are known', () => {
  const query = tfIdf.vectorOf(['the', 'cat', 'reads', 'milk', 'milk', 'unknown']);
  expectVector(query, {
    ...{ cat: 0.465010866112, milk: 0.76263112457 },
    ...{ reads: 0.381315562285, the: 0.238237495358 },
  });
  const cosines = [
    0.7803184407034636, 0.07371251151322157, 0.580122207576724, 0.3179255299987075,
    0.26172777825937366, 0.06947289521142296,
  ];
  tfIdf.vectors.forEach((vector, d) => {
    expect(sparseDot(vector, query)).toBeCloseTo(cosines[d]!, 12);
  });
  expect(tfIdf.vectorOf(['unknown']).values).toHaveLength(0);
});
