import * as tf from '@tensorflow/tfjs-core';
import type { Group, Layout } from '../../../model/layout';
import { cellOf, pairOf, runShader, type Shader } from './shader';

/** Columns of the flat vector. Groups begin at multiples of it, and packed texels have no empty half. */
const WIDTH = 64;

/** The flat vector as [P / 64, 64]. */
export const flatTensor = (values: Float32Array): tf.Tensor =>
  tf.tensor2d(values, [values.length / WIDTH, WIDTH]);

const shapeOf = ({ shape, size }: Group): [number, number] => {
  const columns = shape.at(-1)!;
  return [size / columns, columns];
};

/** One group, cut out of the flat vector. */
const cut = (group: Group): Shader => {
  const [rows, columns] = shapeOf(group);
  const at = (value: string) => `${value} >> 6, ${value} & 63`;
  // With an even width both values of a row lie in one texel of the flat vector.
  const row =
    columns % 2 ? `vec2(allCell(${at('i')}), allCell(${at('(i + 1)')}))` : `allPair(${at('i')})`;
  return {
    inputs: ['all'],
    shape: [rows, columns],
    code: `
${columns % 2 ? cellOf('all') : pairOf('all')}
vec2 values(int row, int column) {
  int i = ${group.offset} + row * ${columns} + column;
  return ${row};
}
vec4 result(ivec2 at) {
  return vec4(values(at.x, at.y), values(at.x + 1, at.y));
}`,
  };
};

/** Views into the flat vector, one a group. */
export const splitGroups = (flat: tf.Tensor, layout: Layout): tf.Tensor[] =>
  layout.groups.map((group) => runShader(cut(group), [flat], { shape: group.shape }));

/** Neighbouring groups as one piece of the flat vector, from `start` to `end`; 0 in the gaps. */
const join = (groups: readonly Group[], start: number, end: number): Shader => {
  const inputs = groups.map((_, i) => `part${i}`);
  const isOdd = (group: Group) => group.shape.at(-1)! % 2 === 1;
  const read = (group: Group, name: string) => {
    const [, columns] = shapeOf(group);
    if (!isOdd(group)) return `${name}Pair(i / ${columns}, i % ${columns})`;
    const cell = (i: string) =>
      `(${i} < ${group.size} ? ${name}Cell((${i}) / ${columns}, (${i}) % ${columns}) : 0.0)`;
    return `vec2(${cell('i')}, ${cell('i + 1')})`;
  };
  const branches = groups.map((group, i) => {
    const stop = groups[i + 1]?.offset ?? end;
    return `
  if (place < ${stop}) {
    int i = place - ${group.offset};
    return i < ${group.size} ? ${read(group, inputs[i]!)} : vec2(0.0);
  }`;
  });
  return {
    inputs,
    shape: [(end - start) / WIDTH, WIDTH],
    code: `
${groups.map((group, i) => (isOdd(group) ? cellOf : pairOf)(inputs[i]!)).join('')}
vec2 values(int row, int column) {
  int place = ${start} + row * ${WIDTH} + column;
  ${branches.join('')}
  return vec2(0.0);
}
vec4 result(ivec2 at) {
  return vec4(values(at.x, at.y), values(at.x + 1, at.y));
}`,
  };
};

/** The inverse of `splitGroups`: zeros in the gaps. */
export function joinGroups(tensors: readonly tf.Tensor[], layout: Layout): tf.Tensor {
  const { groups, length } = layout;
  const most = tf.env().getNumber('WEBGL_MAX_TEXTURES_IN_SHADER');
  const pieces: tf.Tensor2D[] = [];
  for (let first = 0; first < groups.length; first += most) {
    const next = first + most;
    const start = first === 0 ? 0 : groups[first]!.offset;
    const shader = join(groups.slice(first, next), start, groups[next]?.offset ?? length);
    pieces.push(runShader(shader, tensors.slice(first, next)));
  }
  return pieces.length === 1 ? pieces[0]! : tf.concat2d(pieces, 0);
}
