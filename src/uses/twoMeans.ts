import { key, uniforms } from '../base/random';
import { meanVector } from './score/vectors';

const STARTS = 10;
const MOST_ROUNDS = 50;

/** The squared Euclidean distance of two vectors [D]. */
export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}

/** Two groups of vectors and their centres. */
export interface Groups {
  /** 0 or 1 for each vector */
  readonly of: readonly (0 | 1)[];
  readonly centres: readonly [Float64Array, Float64Array];
}

/** Which of two centres is nearer. */
export const nearer = (vector: ArrayLike<number>, [a, b]: Groups['centres']): 0 | 1 =>
  squaredDistance(vector, b) < squaredDistance(vector, a) ? 1 : 0;

/**
 * Cuts vectors into two groups (k-means with k = 2, Lloyd 1982), the best of ten starts from two of the vectors.
 *
 * @param vectors at least two
 * @param k key of base/random: equal keys give equal groups
 */
export function twoMeans(vectors: readonly ArrayLike<number>[], k: number): Groups {
  if (vectors.length < 2) throw new Error(`twoMeans: ${vectors.length} vectors are not two groups`);
  let best: (Groups & { readonly spread: number }) | undefined;
  for (let start = 0; start < STARTS; start++) {
    const next = uniforms(key(k, start));
    const first = Math.floor(next() * vectors.length);
    const second = (first + 1 + Math.floor(next() * (vectors.length - 1))) % vectors.length;
    let centres: [Float64Array, Float64Array] = [
      Float64Array.from(vectors[first]!),
      Float64Array.from(vectors[second]!),
    ];
    let of = vectors.map((vector) => nearer(vector, centres));
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const sides = ([0, 1] as const).map((side) => vectors.filter((_, i) => of[i] === side));
      centres = [0, 1].map((side) =>
        sides[side]!.length > 0 ? meanVector(sides[side]!) : centres[side]!,
      ) as [Float64Array, Float64Array];
      const now = vectors.map((vector) => nearer(vector, centres));
      if (now.every((side, i) => side === of[i])) break;
      of = now;
    }
    const spread = vectors.reduce(
      (sum, vector, i) => sum + squaredDistance(vector, centres[of[i]!]),
      0,
    );
    if (!best || spread < best.spread) best = { of, centres, spread };
  }
  return best!;
}

/**
 * Whether each vector lies in the group of its kind, by the better of the two ways of naming the groups: [N], 0 or 1.
 *
 * @param kinds [N], 0 or 1
 */
export function rightGroups(
  vectors: readonly ArrayLike<number>[],
  kinds: readonly (0 | 1)[],
  k: number,
): Uint8Array {
  const { of } = twoMeans(vectors, k);
  const right = Uint8Array.from(of, (side, i) => (side === kinds[i] ? 1 : 0));
  const sum = right.reduce((a, b) => a + b, 0);
  return 2 * sum >= right.length ? right : right.map((one) => 1 - one);
}
