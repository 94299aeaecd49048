/** The portable ops on WebGPU. All but those that read rows are the portable ones. */
import { rowsWith } from '../rows';
import { scatterRows } from './kernels';

export {
  adamWStep,
  attention,
  crossEntropy,
  flatTensor,
  gelu,
  joinGroups,
  layerNorm,
  linear,
  splitGroups,
} from '../ops';
export const { embed, gatherRows } = rowsWith(scatterRows);
