import { readBytes } from './bytes';
import { decodeAll } from './decode';
import { guessLegacy } from './legacy';
import type { ReadOptions } from './types';

/** UTF-8 in which a few bytes were damaged: fewer than this share of what is not ASCII. */
const DAMAGED = 0.1;
/** Bytes of lines that are not UTF-8: enough to guess what they are. */
const ENOUGH = 1 << 17;
/** A line longer than this is looked at in parts. */
const LONGEST_LINE = 1 << 20;

/** Characters beyond ASCII of a text that was decoded as UTF-8, and how many of them are damaged. */
export function damageOf(text: string): { foreign: number; bad: number } {
  const foreign = text.match(/[^\0-\x7f]/gu) ?? [];
  return { foreign: foreign.length, bad: foreign.filter((char) => char === '\uFFFD').length };
}

/** Whether some damage is so small that the text is UTF-8 all the same. */
export const isSlight = ({ foreign, bad }: { foreign: number; bad: number }): boolean =>
  foreign > 0 && bad < DAMAGED * foreign;

/** Whether all of a file is UTF-8, read to its end or its first fault. */
async function isUtf8(file: Blob, options: ReadOptions): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of readBytes(file, options)) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** A file's bytes in whole lines, or in parts of very long ones. */
async function* wholeLines(file: Blob, options: ReadOptions): AsyncGenerator<Uint8Array> {
  let held = new Uint8Array(0);
  for await (const bytes of readBytes(file, options)) {
    const end = bytes.lastIndexOf(0x0a) + 1;
    const joined = new Uint8Array(held.length + (end || bytes.length));
    joined.set(held);
    joined.set(bytes.subarray(0, end || bytes.length), held.length);
    held = end > 0 ? bytes.slice(end) : joined;
    if (end > 0) yield joined;
    if (held.length < LONGEST_LINE) continue;
    yield held;
    held = new Uint8Array(0);
  }
  yield held;
}

/**
 * The encoding of a file that is UTF-8 as far as a sample of it goes, by all of its bytes; `sure` where they are UTF-8
 * too. Where a few are not, the file is UTF-8 that was damaged. Else it is taken for what the lines that are not
 * UTF-8 look like.
 */
export async function checkAll(
  file: Blob,
  options: ReadOptions = {},
): Promise<{ encoding: string; sure: boolean }> {
  if (await isUtf8(file, options)) return { encoding: 'utf-8', sure: true };
  const lines = new Uint8Array(ENOUGH);
  let length = 0;
  const all = { foreign: 0, bad: 0 };
  for await (const block of wholeLines(file, options)) {
    const { foreign, bad } = damageOf(decodeAll(block, 'utf-8'));
    all.foreign += foreign;
    all.bad += bad;
    if (bad === 0) continue;
    for (let start = 0; start < block.length && length < ENOUGH; ) {
      const end = block.indexOf(0x0a, start) + 1 || block.length;
      const line = block.subarray(start, Math.min(end, start + ENOUGH - length));
      if (damageOf(decodeAll(line, 'utf-8')).bad > 0) {
        lines.set(line, length);
        length += line.length;
      }
      start = end;
    }
  }
  if (isSlight(all)) return { encoding: 'utf-8', sure: false };
  const sample = { head: lines.subarray(0, length), stretches: [], whole: false };
  return { encoding: await guessLegacy(sample), sure: false };
}
