/**
 * Fragment shaders of our own on TensorFlow.js' WebGL backend. There every operation is a draw call
 * that costs more than its arithmetic, and changing between its two kinds of texture costs another;
 * so these do much at once and read and write only packed textures.
 *
 * A packed texel holds a block of 2 x 2 values: x y of row r, z w of row r + 1, r and the column even.
 * Beyond an odd edge our blocks hold 0, since TensorFlow.js' matrix product adds up what lies there.
 * Its other operations leave anything there, so our sums do not look.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';

export interface Shader {
  /** `x` is read with `vec4 getX(int row, int column)`: the block that holds this value. */
  readonly inputs: readonly string[];
  /** [rows, columns] of the result */
  readonly shape: readonly [number, number];
  /**
   * GLSL ES 3.00 of `vec4 result(ivec2 at)`: the block at row at.x and column at.y, both even.
   * TensorFlow.js compiles once for each code and shapes.
   */
  readonly code: string;
  /** Names of float uniforms: for what changes from step to step */
  readonly uniforms?: readonly string[];
}

interface Call {
  readonly shader: Shader;
  readonly values: readonly number[];
  readonly shape: readonly number[];
}

const KERNEL = 'ClozeShader';

const mainOf = ([rows, columns]: readonly [number, number]) => `
void main() {
  ivec2 at = getOutputCoords();
  vec4 block = result(at);
  ${columns % 2 ? `if (at.y + 1 == ${columns}) block.yw = vec2(0.0);` : ''}
  ${rows % 2 ? `if (at.x + 1 == ${rows}) block.zw = vec2(0.0);` : ''}
  setOutput(block);
}`;

const view = ({ dataId, dtype, shape }: tf.TensorInfo): tf.TensorInfo => {
  const columns = shape.at(-1) ?? 1;
  return { dataId, dtype, shape: [tf.util.sizeFromShape(shape) / columns, columns] };
};

/** Makes `runShader` known to TensorFlow.js, so that it tracks what shaders make like any tensor. */
export function registerShaders(): void {
  if (tf.getKernel(KERNEL, 'webgl')) return;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'webgl',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { shader, values, shape } = attrs as unknown as Call;
      const result = (backend as MathBackendWebGL).runWebGLProgram(
        {
          variableNames: [...shader.inputs],
          outputShape: [...shader.shape],
          userCode: `${shader.code}${mainOf(shader.shape)}`,
          packedInputs: true,
          packedOutput: true,
          customUniforms: (shader.uniforms ?? []).map((name) => ({ name, type: 'float' })),
        },
        // Views of their own: TensorFlow.js writes into what it is handed.
        shader.inputs.map((name) => view(inputs[name]!)),
        'float32',
        values.map((value) => [value]),
      );
      return { ...result, shape: [...shape] };
    },
  });
}

/**
 * Runs `shader` on tensors in the order of its inputs, each seen as [rows, last axis]. The result may
 * have another `shape` if that differs by axes of length 1, or cuts the rows into groups of even length.
 */
export function runShader<T extends tf.Tensor = tf.Tensor2D>(
  shader: Shader,
  tensors: readonly tf.Tensor[],
  options: { values?: readonly number[]; shape?: readonly number[] } = {},
): T {
  const inputs = Object.fromEntries(shader.inputs.map((name, i) => [name, tensors[i]!]));
  const call: Call = {
    shader,
    values: options.values ?? [],
    shape: options.shape ?? shader.shape,
  };
  return tf.engine().runKernel(KERNEL, inputs, call as unknown as tf.NamedAttrMap) as T;
}

const getter = (name: string) => `get${name[0]!.toUpperCase()}${name.slice(1)}`;

/** A number as a GLSL float */
export const float = (value: number): string =>
  Number.isInteger(value) ? `${value}.0` : String(value);

/** `vec2 xPair(int row, int column)`: two values of one row of input x; the column is even. */
export const pairOf = (name: string): string => `
vec2 ${name}Pair(int row, int column) {
  vec4 block = ${getter(name)}(row, column);
  return (row & 1) == 0 ? block.xy : block.zw;
}`;

/** `float xCell(int row, int column)`: one value of input x. */
export const cellOf = (name: string): string => `
float ${name}Cell(int row, int column) {
  vec4 block = ${getter(name)}(row, column);
  vec2 pair = (row & 1) == 0 ? block.xy : block.zw;
  return (column & 1) == 0 ? pair.x : pair.y;
}`;

/**
 * Over all columns of a row pair: `body` may use `c`, the block's column. It must put into `block`
 * what is to be summed by `after`; beyond an odd edge that is set to 0.
 */
export const overColumns = (columns: number, body: string, after: string) => `
  for (int c = 0; c < ${columns}; c += 2) {
    ${body}
    ${columns % 2 ? `if (c + 1 == ${columns}) block.yw = vec2(0.0);` : ''}
    ${after}
  }`;
