/**
 * The error function where a shading language has none. For |x| < 1 an even polynomial of erf(x) / x,
 * beyond it a polynomial of ln erfc(|x|), good up to 4, where erf is 1 in float32; both fitted at
 * Chebyshev nodes. In float32 the error stays below 1.4e-7.
 */

/** erf(x) / x as a polynomial of x² */
export const ERF_NEAR: readonly number[] = [
  1.12837917, -0.376126385, 0.112837826, -0.0268654384, 0.00522105353, -0.000848439762,
  0.000112682578, -9.67359278e-6,
];

/** ln(1 - erf(x)) as a polynomial of x */
export const ERF_FAR: readonly number[] = [
  -0.00075689836, -1.12592615, -0.63909308, -0.103319125, 0.0226220344, -0.00343687629,
  0.000317572754, -1.3309406e-5,
];

/** The polynomial in Horner's form, as an expression of `x` in GLSL or WGSL. */
export const horner = (coefficients: readonly number[], x: string): string =>
  coefficients.reduceRight((inner, c) => (inner ? `(${inner} * ${x} + ${c})` : `${c}`), '');
