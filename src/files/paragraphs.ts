import { newlines } from './decode';
import type { Part } from './types';
import { prose } from './wordLetters';

const BLANK_LINES = /\n\s*\n/g;
const SAMPLE_LENGTH = 80;

/** One paragraph: line breaks within it are kept, blank lines would end it and are not. */
export const paragraph = (text: string): string => newlines(text).replace(BLANK_LINES, '\n').trim();

/** Each text as a paragraph of its own, with a blank line between them; blank texts are left out. */
export async function* paragraphs(
  batches: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  let before = '';
  for await (const batch of batches) {
    const part = batch.map(paragraph).filter(Boolean).join('\n\n');
    if (!part) continue;
    yield before + part;
    before = '\n\n';
  }
}

/** Enough of a table or of records to choose from. */
const ENOUGH = 1 << 20;

/** The first records of some, about a megabyte of them, but at least one batch. */
export async function firstOf<T>(
  batches: AsyncIterable<readonly T[]>,
  lengthOf: (record: T) => number,
): Promise<T[]> {
  const found: T[] = [];
  let length = 0;
  for await (const batch of batches) {
    for (const record of batch) {
      found.push(record);
      length += lengthOf(record);
    }
    if (length >= ENOUGH && found.length > 1) break;
  }
  return found;
}

function sampleOf(texts: readonly string[]): string {
  const first = texts.find((candidate) => candidate.trim()) ?? '';
  const text = first
    .trimStart()
    .slice(0, 4 * SAMPLE_LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  const chars = Array.from(text.slice(0, 2 * SAMPLE_LENGTH));
  return chars.length > SAMPLE_LENGTH ? `${chars.slice(0, SAMPLE_LENGTH).join('')}…` : text;
}

/** The parts to choose from, and the one with the most prose; the first if none has any. */
export function choicesOf(texts: ReadonlyMap<string, readonly string[]>): {
  choices: Part[];
  suggested: string | undefined;
} {
  let suggested: string | undefined;
  let most = -1;
  for (const [name, values] of texts) {
    const length = prose(values);
    if (length > most) [suggested, most] = [name, length];
  }
  const choices = Array.from(texts, ([name, values]) => ({ name, sample: sampleOf(values) }));
  return { choices, suggested };
}
