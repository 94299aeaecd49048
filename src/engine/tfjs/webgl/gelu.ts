import * as tf from '@tensorflow/tfjs-core';
import { ERF_FAR, ERF_NEAR, horner } from '../../erf';
import { runShader, type Shader } from './shader';

const CUMULATIVE = `
vec4 cumulative(vec4 x) {
  vec4 u = x * ${Math.SQRT1_2};
  vec4 s = u * u;
  vec4 t = min(abs(u), vec4(4.0));
  vec4 near = u * ${horner(ERF_NEAR, 's')};
  vec4 far = sign(u) * (1.0 - exp(${horner(ERF_FAR, 't')}));
  return 0.5 + 0.5 * mix(far, near, lessThan(t, vec4(1.0)));
}`;

const forward = (shape: readonly [number, number]): Shader => ({
  inputs: ['x'],
  shape,
  code: `
${CUMULATIVE}
vec4 result(ivec2 at) {
  vec4 x = getX(at.x, at.y);
  return x * cumulative(x);
}`,
});

const gradient = (shape: readonly [number, number]): Shader => ({
  inputs: ['x', 'dy'],
  shape,
  code: `
${CUMULATIVE}
vec4 result(ivec2 at) {
  vec4 x = getX(at.x, at.y);
  vec4 density = exp(-0.5 * x * x) * ${1 / Math.sqrt(2 * Math.PI)};
  return getDy(at.x, at.y) * (cumulative(x) + x * density);
}`,
});

/** Exact GELU x Φ(x) (Hendrycks and Gimpel 2016); x [N, F]. */
export function gelu(x: tf.Tensor2D): tf.Tensor2D {
  const op = tf.customGrad((...args) => {
    const [xs, save] = args as [tf.Tensor2D, tf.GradSaveFunc];
    save([xs]);
    return {
      value: runShader(forward(xs.shape), [xs]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        runShader(gradient(x.shape), [saved[0]!, dy]),
    };
  });
  return op(x) as tf.Tensor2D;
}
