import { key, permutation } from '../../base/random';
import type { Values } from '../../protocol/uses';
import { ITEM_SEED } from '../use';
import { byFeeling, bySide, FELT, SIDES } from './exam';
import { pages } from './world';

/** Rows of an example */
const ROWS = 50;
/** Sentences of a person's text that are needed to make an example of it */
const LEAST_OWN = 12;

/** A cell of a CSV file as RFC 4180 writes it: marks around it where it needs them. */
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvOf = (rows: readonly (readonly [text: string, label: string])[]): string =>
  ['text,label', ...rows.map(([text, label]) => `${cell(text)},${label}`)].join('\n');

/**
 * Rows with labels and a sentence to sort: pages of the diary, good and bad, then by feelings, and so on. Of a person's own
 * text, sentences of its first and its last fifth: nobody has to label those.
 */
export function example(at: number, own?: readonly string[]): Values {
  if (own && own.length >= LEAST_OWN) return ofText(at, own);
  const isFelt = at % 2 === 1;
  const from = pages(ROWS, 'seen', 2000 + at);
  const names: readonly string[] = isFelt ? FELT : SIDES;
  const rows = (isFelt ? byFeeling : bySide)(from);
  // Eight feelings in turn: each sentence to sort is of another one.
  const sentence = pages(FELT.length, 'held out', 3000 + at)[at % FELT.length]!;
  return {
    examples: csvOf(rows.map(({ text, label }) => [text, names[label]!])),
    sentence: sentence.text,
    method: 'cloze',
  };
}

function ofText(at: number, own: readonly string[]): Values {
  const fifth = Math.max(LEAST_OWN / 2, Math.floor(own.length / 5));
  const drawn = (from: readonly string[], side: number) => {
    const order = permutation(key(ITEM_SEED, 9, at, side), from.length);
    return Array.from(order, (i) => from[i]!.replace(/\s+/g, ' ').trim());
  };
  const beginning = drawn(own.slice(0, fifth), 0);
  const end = drawn(own.slice(-fifth), 1);
  const each = Math.min(ROWS / 2, fifth - 1);
  const rows = Array.from({ length: each }, (_, i) => [
    [beginning[i]!, 'beginning'] as const,
    [end[i]!, 'end'] as const,
  ]).flat();
  return {
    examples: csvOf(rows),
    sentence: (at % 2 === 0 ? beginning : end)[each]!,
    method: 'cloze',
  };
}
