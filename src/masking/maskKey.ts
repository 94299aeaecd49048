import { key } from '../base/random';
import { STREAM } from '../base/streams';

/**
 * The random key of a window's masks in one epoch of a run. The trainer and the page's preview both use it, so the
 * preview shows what the trainer will do.
 *
 * With `dupeFactor` 0 every epoch has new masks (dynamic masking, Liu et al. 2019). Otherwise that many sets of masks
 * take turns (static masking; BERT's `create_pretraining_data.py` made 10).
 *
 * @param firstUnit identifies the window: the number of its first unit
 */
export function maskKey(seed: number, epoch: number, firstUnit: number, dupeFactor = 0): number {
  return key(seed, STREAM.masks, dupeFactor > 0 ? epoch % dupeFactor : epoch, firstUnit);
}
