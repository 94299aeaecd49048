/** What the engine calls. Addresses are in bytes, counts in floats or rows, unless a kernel says otherwise. */
export { attention, attentionGradient } from './attention';
export { attentionAtBlanks, attentionAtBlanksGradient } from './attentionAtBlanks';
export { crossEntropy } from './crossEntropy';
export { dropoutRows } from './dropout';
export { embed } from './embeddings';
export { gelu } from './gelu';
export { gemm } from './gemm';
export { layerNorm, layerNormGradient } from './layerNorm';
export {
  add,
  addTokenRows,
  clear,
  columnSums,
  copy,
  multiply,
  sumPositions,
  takeRows,
} from './rows';
export { adamW, sumOfSquares } from './update';

/** Where the constants end */
export const DATA_END: usize = __heap_base;
