import { chunksOf } from '../base/blobBytes';
import { lastAtMost } from '../base/search';

/** The parts of a UTF-8 text that is kept in a Blob or a File, as they come from it. */
export async function* partsOf(blob: Blob): AsyncGenerator<string, undefined, undefined> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const chunk of chunksOf(blob)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Bytes that a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // A surrogate is half of a character of four bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Where the sections of a text begin; the last entry of each list is the end of the text. */
export interface SectionPlaces {
  /** [K + 1] UTF-16 units */
  readonly units: readonly number[];
  /** [K + 1] bytes of UTF-8 */
  readonly bytes: readonly number[];
}

/** How many decoded sections are kept, as views read neighbouring places one after the other. */
const KEPT = 4;

/**
 * Reads short stretches of a stored text, decoding one section for each. `from` and `to` are UTF-16 offsets into
 * the whole text, within one section.
 */
export function createTextReader(blob: Blob, { units, bytes }: SectionPlaces) {
  const kept = new Map<number, Promise<string>>();

  const section = (k: number) => {
    const known = kept.get(k);
    if (known) return known;
    const read = blob
      .slice(bytes[k], bytes[k + 1])
      .arrayBuffer()
      .then((buffer) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(buffer));
    read.catch(() => kept.delete(k)); // so that the next call tries again
    kept.set(k, read);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return read;
  };

  return {
    async read(from: number, to: number): Promise<string> {
      const k = Math.min(units.length - 2, lastAtMost(units, from));
      return (await section(k)).slice(from - units[k]!, Math.min(to, units[k + 1]!) - units[k]!);
    },
  };
}

export type TextReader = ReturnType<typeof createTextReader>;
