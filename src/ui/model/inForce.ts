import { formatPercent } from '../../base/format';
import { counted } from '../../base/words';
import type { Field } from '../../config/fields';
import type { Settings } from '../../config/settings';
import { roomFor } from '../../tokenizer/framing';

/** What a setting comes to with the others as they are: a sentence, or nothing where its own value says it all. */
export function inForce(key: Field['key'], settings: Settings): string | undefined {
  switch (key) {
    case 'numAttentionHeads': {
      const { hiddenSize: D, numAttentionHeads: H } = settings;
      if (D % H !== 0) return undefined;
      return `${counted(H, 'head')} of ${counted(D / H, 'number')}${H > 1 ? ' each' : ''}.`;
    }
    case 'intermediateSize': {
      const ratio = settings.intermediateSize / settings.hiddenSize;
      return ratio === 1
        ? 'As large as the hidden size.'
        : `${Number(ratio.toPrecision(2))} times the hidden size.`;
    }
    case 'batchSize': {
      const { batchSize: B, maxPositionEmbeddings: T, mlmProbability: p, maskStrategy } = settings;
      const room = roomFor(T);
      const windows = `${counted(B, 'window')} of ${counted(T, 'token')}, ${room} of them text`;
      if (maskStrategy === 'hand') return `${windows}.`;
      // At least one in each window, see `masking/strategies.ts`
      const blanks = p === 0 ? 0 : Math.round(B * Math.max(1, room * p));
      return `${windows}: at most about ${counted(blanks, 'blank')} a step at a mask ratio of ${formatPercent(p).replace(' ', '\u00a0')}.`;
    }
    default:
      return undefined;
  }
}
