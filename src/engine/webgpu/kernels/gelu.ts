import { ERF_FAR, ERF_NEAR, horner } from '../../erf';

/**
 * WGSL of the exact GELU, x Φ(x) (Hendrycks and Gimpel 2016), and of its derivative Φ(x) + x φ(x).
 *
 * WGSL has no erf: see `erf.ts`.
 */
export const GELU = `
fn erf(x: f32) -> f32 {
  let a = abs(x);
  if (a < 1.0) {
    let s = x * x;
    return x * ${horner(ERF_NEAR, 's')};
  }
  let t = min(a, 4.0);
  return sign(x) * (1.0 - exp(${horner(ERF_FAR, 't')}));
}
fn gelu(x: f32) -> f32 {
  return x * 0.5 * (1.0 + erf(x * ${Math.SQRT1_2}));
}
fn geluGradient(x: f32) -> f32 {
  let density = exp(-0.5 * x * x) * ${1 / Math.sqrt(2 * Math.PI)};
  return 0.5 * (1.0 + erf(x * ${Math.SQRT1_2})) + x * density;
}
`;
