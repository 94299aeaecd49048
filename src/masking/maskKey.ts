import { key } from '../base/random';
import { STREAM } from '../base/streams';

/**
 * Key of the masks that a window gets in epoch `epoch` of a run with this seed, by the first of its units. The
 * trainer and the page's preview both draw with it, so the preview shows what the trainer will do.
 *
 * With `dupeFactor` 0 masks are new in every epoch (dynamic masking, Liu et al. 2019); else there are so
 * many of them, which take turns (static masking; BERT's `create_pretraining_data.py` made 10).
 */
export function maskKey(seed: number, epoch: number, firstUnit: number, dupeFactor = 0): number {
  return key(seed, STREAM.masks, dupeFactor > 0 ? epoch % dupeFactor : epoch, firstUnit);
}
