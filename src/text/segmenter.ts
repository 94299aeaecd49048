import { Unsupported } from '../base/unsupported';

let known: Intl.Segmenter | undefined;

/**
 * The platform's own rules for where sentences end. Made when it is first needed: where a browser has none, the
 * worker still starts, and can say so. Throws Unsupported there.
 */
export function sentenceSegmenter(): Intl.Segmenter {
  if (!('Segmenter' in Intl)) {
    throw new Unsupported(
      'This browser is too old to cut text into sentences: it has no Intl.Segmenter.',
      'Use Firefox 125, Chrome 87 or Safari 14.1, or a newer one. Your text is kept.',
    );
  }
  // Named, not the reader's own language: the same text must give the same sentences everywhere.
  known ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  return known;
}
