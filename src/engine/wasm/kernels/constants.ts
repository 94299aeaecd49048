/**
 * Constants of the exponential and of GELU, by their addresses: to load one from memory is a single operation, where one
 * in the code takes several. They lie below the arena (arena.ts).
 */
const TABLE: usize = memory.data<f32>([
  12582912,
  1.4426950408889634,
  -0.693145751953125,
  -1.4286068203094172e-6,
  1.0 / 5040.0,
  1.0 / 720.0,
  1.0 / 120.0,
  1.0 / 24.0,
  1.0 / 6.0,
  0.5,
  1,
  -87,
  -0.5,
  -80,
  0.3275911 * 0.7071067811865476,
  0.5 * 1.061405429,
  0.5 * -1.453152027,
  0.5 * 1.421413741,
  0.5 * -0.284496736,
  0.5 * 0.254829592,
  0.3989422804014327,
]);

/** Added to a small number it leaves the nearest whole one in the lowest bits: 1.5 · 2^23. */
export const WHOLE: usize = TABLE;
export const LOG2_E: usize = TABLE + 4;
/** -ln 2 in two parts (Cody and Waite 1980) */
export const LN_2_HIGH: usize = TABLE + 8;
export const LN_2_LOW: usize = TABLE + 12;
/** Factors of the Taylor polynomial of e^r: 1 / n! */
export const TERM_7: usize = TABLE + 16;
export const TERM_6: usize = TABLE + 20;
export const TERM_5: usize = TABLE + 24;
export const TERM_4: usize = TABLE + 28;
export const TERM_3: usize = TABLE + 32;
export const HALF: usize = TABLE + 36;
export const ONE: usize = TABLE + 40;
/** Below it e^x is 0. */
export const LOWEST: usize = TABLE + 44;

export const MINUS_HALF: usize = TABLE + 48;
/** Least exponent of GELU: below it, the factors would be too small for a normal float. */
export const LOWEST_GELU: usize = TABLE + 52;
/** p / √2, and half the factors of P, in Φ(-|x|) = e^(-x²/2) t P(t) with t = 1 / (1 + p |x|) (Abramowitz and Stegun 7.1.26) */
export const PHI_P: usize = TABLE + 56;
export const PHI_5: usize = TABLE + 60;
export const PHI_4: usize = TABLE + 64;
export const PHI_3: usize = TABLE + 68;
export const PHI_2: usize = TABLE + 72;
export const PHI_1: usize = TABLE + 76;
/** 1 / √(2 π) */
export const PHI_0: usize = TABLE + 80;
