/** What the engine calls. Addresses are in bytes, counts in floats or rows, unless a kernel says otherwise. */
export { attention, attentionGradient } from './attention';
export { crossEntropy } from './crossEntropy';
export { dropout, dropoutRows } from './dropout';
export { embed } from './embeddings';
export { gelu, geluGradient } from './gelu';
export { gemm } from './gemm';
export { layerNorm, layerNormGradient } from './layerNorm';
export { add, addTokenRows, columnSums, copy, sumPositions, takeRows } from './rows';
export { adamW, sumOfSquares } from './update';
