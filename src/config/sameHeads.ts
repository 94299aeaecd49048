import { counted } from '../base/words';

interface Heads {
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
}

const inWords = ({ numHiddenLayers: L, numAttentionHeads: H }: Heads) =>
  `${counted(L, 'layer')} of ${counted(H, 'head')}`;

/** Why another model's heads cannot be compared with this one's, in words for the page; undefined if they can. */
export function otherHeads(other: Heads, present: Heads): string | undefined {
  const same =
    other.numHiddenLayers === present.numHiddenLayers &&
    other.numAttentionHeads === present.numAttentionHeads;
  if (same) return undefined;
  return `That run has ${inWords(other)} and this one ${inWords(present)}, so their heads cannot be matched. Choose a run with the same number of both.`;
}
