import { key } from '../base/random';
import { STREAM } from '../base/streams';

/**
 * Key of the masks that unit `unit` gets in epoch `epoch` of a run with this seed. The trainer and
 * the page's preview both draw with it, so the preview shows what the trainer will do.
 */
export function maskKey(seed: number, epoch: number, unit: number): number {
  return key(seed, STREAM.masks, epoch, unit);
}
