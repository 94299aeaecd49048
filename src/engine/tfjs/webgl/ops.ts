/** The portable ops' twins on WebGL, each one or a few shaders of our own (see `shader.ts`). */
export { adamWStep } from './adamw';
export { attention } from './attention';
export { crossEntropy } from './crossEntropy';
export { flatTensor, joinGroups, splitGroups } from './flat';
export { gelu } from './gelu';
export { layerNorm } from './layerNorm';
export { linear } from './linear';
export { embed, gatherRows } from './rows';
