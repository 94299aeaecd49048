import { expect, test } from 'vitest';
import { key, uniformAt } from '../../base/random';
import { createLsa } from './lsa';
import { DOCUMENTS } from './testDocuments';

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const cosine = (a: Float64Array, b: Float64Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

test('singular values and cosines are those of scikit-learn’s TruncatedSVD', () => {
  const lsa = createLsa(DOCUMENTS, 3);
  [1.4917635805807885, 1.2168224275259436, 0.9529749564717158].forEach((value, i) => {
    expect(lsa.singularValues[i]).toBeCloseTo(value, 10);
  });
  const toFirst = [1, 0.469811509312, 0.915472845459, 0.168782609645, 0.17304224495, 0.20799316272];
  const toQuery = [
    0.7657656165638648, 0.42288012738483155, 0.6562260929405416, 0.749989971108144,
    0.7631397191869943, 0.7696719592897939,
  ];
  const query = lsa.fold(['cat', 'law']);
  lsa.documents.forEach((vector, d) => {
    expect(cosine(vector, lsa.documents[0]!)).toBeCloseTo(toFirst[d]!, 9);
    expect(cosine(vector, query)).toBeCloseTo(toQuery[d]!, 9);
  });
});

test('the few directions that it looks for are those of the whole decomposition', () => {
  const documents = Array.from({ length: 60 }, (_, d) =>
    Array.from({ length: 8 }, (_, i) => {
      const u = uniformAt(key(d), i);
      // Four topics of 20 words each, and 40 words that all share.
      return `w${Math.floor(i < 5 ? (d % 4) * 20 + u * 20 : 80 + u * 40)}`;
    }),
  );
  // The spectrum of such noise is flat, so eight rounds leave an error of the third digit in the directions.
  const few = createLsa(documents, 4);
  const whole = createLsa(documents, 60);
  few.singularValues.forEach((value, i) => {
    expect(value).toBeCloseTo(whole.singularValues[i]!, 4);
  });
  for (let d = 1; d < 60; d++) {
    const exact = whole.documents.map((vector) => vector.subarray(0, 4));
    expect(cosine(few.documents[0]!, few.documents[d]!)).toBeCloseTo(
      cosine(exact[0]!, exact[d]!),
      2,
    );
  }
});

test('a document, folded in, is where it was; a text of unknown words is nowhere', () => {
  const lsa = createLsa(DOCUMENTS, 2);
  expect(lsa.fold(DOCUMENTS[4]!)).toEqual(lsa.documents[4]);
  expect(lsa.fold(['unknown'])).toEqual(new Float64Array(2));
});
