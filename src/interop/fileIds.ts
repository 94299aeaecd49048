import { SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';

/**
 * [V] The id that each token of a vocabulary has in the files that it was opened from, which may have their special
 * tokens elsewhere than at 0 to 4. Words that were appended since come last in both. To write a model in its own order,
 * put the row of token `i` (word embeddings, decoder bias) and its name at `fileIds(vocabulary)[i]`.
 */
export function fileIds({ tokens, specialIds }: Vocabulary): Int32Array {
  const ids = Int32Array.from(tokens.keys());
  if (!specialIds) return ids;
  ids.set(specialIds);
  const taken = new Set(specialIds);
  let next = 0;
  for (let i = SPECIAL_TOKENS.length; i < tokens.length; i++) {
    while (taken.has(next)) next++;
    ids[i] = next++;
  }
  return ids;
}
