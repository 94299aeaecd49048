// Constants of the exponential and of GELU, by their addresses: to load one from memory is a single operation, where one
// in the code takes several. They lie below the arena (arena.ts).

/** Added to a small number it leaves the nearest whole one in the lowest bits: 1.5 · 2^23. */
export const WHOLE: usize = memory.data<f32>([12582912]);
export const LOG2_E: usize = memory.data<f32>([1.4426950408889634]);
/** -ln 2 in two parts (Cody and Waite 1980) */
export const LN_2_HIGH: usize = memory.data<f32>([-0.693145751953125]);
export const LN_2_LOW: usize = memory.data<f32>([-1.4286068203094172e-6]);
/** Factors of the Taylor polynomial of e^r: 1 / n! */
export const TERM_7: usize = memory.data<f32>([1.0 / 5040.0]);
export const TERM_6: usize = memory.data<f32>([1.0 / 720.0]);
export const TERM_5: usize = memory.data<f32>([1.0 / 120.0]);
export const TERM_4: usize = memory.data<f32>([1.0 / 24.0]);
export const TERM_3: usize = memory.data<f32>([1.0 / 6.0]);
export const HALF: usize = memory.data<f32>([0.5]);
export const ONE: usize = memory.data<f32>([1]);
/** Below it e^x is 0. */
export const LOWEST: usize = memory.data<f32>([-87]);

export const MINUS_HALF: usize = memory.data<f32>([-0.5]);
/** Least exponent of GELU: below it, the factors would be too small for a normal float. */
export const LOWEST_GELU: usize = memory.data<f32>([-80]);
/** p / √2, and half the factors of P, in Φ(-|x|) = e^(-x²/2) t P(t) with t = 1 / (1 + p |x|) (Abramowitz and Stegun 7.1.26) */
export const PHI_P: usize = memory.data<f32>([0.3275911 * 0.7071067811865476]);
export const PHI_5: usize = memory.data<f32>([0.5 * 1.061405429]);
export const PHI_4: usize = memory.data<f32>([0.5 * -1.453152027]);
export const PHI_3: usize = memory.data<f32>([0.5 * 1.421413741]);
export const PHI_2: usize = memory.data<f32>([0.5 * -0.284496736]);
export const PHI_1: usize = memory.data<f32>([0.5 * 0.254829592]);
/** 1 / √(2 π) */
export const PHI_0: usize = memory.data<f32>([0.3989422804014327]);
