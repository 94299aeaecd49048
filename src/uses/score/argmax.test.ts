import { expect, test } from 'vitest';
import { argmax } from './argmax';

test.each([
  [[1, 3, 2], 1],
  [[2, 1, 2], 0],
  [[-3, -1, -2], 1],
  [Float64Array.of(0, 0, 5), 2],
])('of %j it is number %i', (values, place) => expect(argmax(values)).toBe(place));
