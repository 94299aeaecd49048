import { uniforms } from '../../src/base/random';
import type { BenchText } from './texts';

const CHANGED = 0.15;

/**
 * Makes a text of the size asked for from a smaller one. Each repetition replaces some of the words, so that its
 * sentences are no mere copies and new words keep coming, though fewer than in a new text.
 */
export function enlarged({ text }: BenchText, megabytes: number): BenchText {
  const wanted = megabytes * 1e6;
  const called = `English, ${megabytes} MB`;
  if (text.length >= wanted) return { name: called, text: text.slice(0, wanted) };
  const next = uniforms(1953);
  const words = [...new Set(text.match(/[a-z]{4,}/g))];
  const change = (word: string) => {
    if (next() > CHANGED) return word;
    if (next() < 0.9) return words[Math.floor(next() * words.length)]!;
    return `${word.slice(0, 2)}${String.fromCharCode(97 + Math.floor(next() * 26))}${word.slice(3)}`;
  };
  const parts = [text];
  for (let length = text.length; length < wanted; length += text.length) {
    parts.push(text.replace(/[A-Za-z]{4,}/g, change));
  }
  return { name: called, text: parts.join('\n\n').slice(0, wanted) };
}
