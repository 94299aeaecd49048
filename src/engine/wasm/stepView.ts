import {
  HEADER_BYTES,
  HEADER_FIELDS,
  type HeaderField,
  isFloatField,
  KEYS_AT,
} from '../compiled/stepData';

/** What a step's header says; the lists' places (`…At`) as addresses. */
export interface StepView extends Readonly<Record<HeaderField, number>> {
  /** Address of inputIds */
  readonly idsAt: number;
  /** Keys of the dropout sites */
  readonly keys: Uint32Array;
}

/** Reads the header of `words`, which lie at `address`. */
export function readStep(words: Uint32Array, address: number): StepView {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  const data = address + HEADER_BYTES;
  const fields = HEADER_FIELDS.map((name, i) => {
    if (isFloatField(name)) return [name, floats[i]!];
    return [name, name.endsWith('At') ? data + words[i]! * 4 : words[i]!];
  });
  const keys = words.slice(KEYS_AT, HEADER_BYTES / 4);
  return { ...(Object.fromEntries(fields) as Record<HeaderField, number>), idsAt: data, keys };
}
