import { HEADER_BYTES, HEADER_FIELDS, KEYS_AT } from '../compiled/stepData';

const at = Object.fromEntries(HEADER_FIELDS.map((name, i) => [name, i])) as Record<
  (typeof HEADER_FIELDS)[number],
  number
>;

/** What a step's header says, with the lists as addresses; `address` is where the header lies. */
export function readStep(words: Uint32Array, address: number) {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  const list = (name: keyof typeof at) => address + HEADER_BYTES + words[at[name]]! * 4;
  return {
    sequences: words[at.sequences]!,
    rows: words[at.rows]!,
    blanks: words[at.blanks]!,
    segments: words[at.segments]!,
    ids: address + HEADER_BYTES,
    types: list('typesAt'),
    mask: list('maskAt'),
    blankOf: list('blankOfAt'),
    positions: list('positionsAt'),
    labels: list('labelsAt'),
    segmentTokens: list('segmentTokensAt'),
    segmentStarts: list('segmentStartsAt'),
    segmentRows: list('segmentRowsAt'),
    context: words[at.context]!,
    hiddenThreshold: words[at.hiddenThreshold]!,
    hiddenScale: floats[at.hiddenScale]!,
    attentionThreshold: words[at.attentionThreshold]!,
    attentionScale: floats[at.attentionScale]!,
    maxGradNorm: floats[at.maxGradNorm]!,
    stepSize: floats[at.stepSize]!,
    decay: floats[at.decay]!,
    secondCorrection: floats[at.secondCorrection]!,
    firstRow: words[at.firstRow]!,
    batchBlanks: words[at.batchBlanks]!,
    /** By dropout site */
    keys: words.slice(KEYS_AT, HEADER_BYTES / 4),
  };
}

export type StepView = ReturnType<typeof readStep>;
