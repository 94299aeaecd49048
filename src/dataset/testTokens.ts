import type { EncodedText, Stretch } from './encodedText';

/** All tokens of a text, to compare them. */
export function allTokens({ tokens }: Pick<EncodedText, 'tokens'>): Stretch {
  const { ids, marks } = tokens.read(0, tokens.length);
  return { ids: ids.slice(), marks: marks.slice() };
}
