import { useAppState } from '../app';

/** Pieces in the vocabulary, V: as learned from the text, or as asked for until that is known. */
export function useVocabSize(): number {
  return useAppState((s) => s.prepared?.vocabulary.tokens.length ?? s.settings.vocabSize);
}
