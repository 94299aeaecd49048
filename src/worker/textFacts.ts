import type { TextFacts } from '../config/auto';
import type { Settings } from '../config/settings';
import { starterOf } from '../config/starter';
import type { ReadText } from '../dataset/prepare';
import { knownShare } from '../dataset/sentenceHashes';
import { starterSentences, starterVocabulary } from '../starter/files';
import type { Vocabulary } from '../tokenizer/vocabulary';

/** What Auto decides by, of a text that has been read. `language` is its BCP 47 tag. */
export async function textFacts(
  { corpus, hashes }: ReadText,
  language: string,
): Promise<TextFacts> {
  const words = corpus.which.length;
  const starter = starterOf(language);
  // A page that is offline, and never had it, begins from nothing.
  const known = starter && (await starterSentences(starter).catch(() => undefined));
  return {
    language,
    sentences: corpus.sentenceWords.length - 1,
    words,
    recurring: words === 0 ? 0 : corpus.recurring / words,
    starter: starter && known && { language: starter, read: knownShare(hashes, known) },
  };
}

/** The vocabulary that the words of a text are appended to; undefined where its tokens are not the starter's. */
export async function ownVocabulary(
  { tokenizer }: Settings,
  { starter }: TextFacts,
): Promise<Vocabulary | undefined> {
  return tokenizer === 'starter' ? starterVocabulary(starter?.language ?? 'en') : undefined;
}
