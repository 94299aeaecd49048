import { formatCount } from '../base/format';
import { counted } from '../base/words';
import { MOST_UNKNOWN } from '../config/textLimits';
import { looksBinary } from '../corpus/looksBinary';
import { sentencesOf } from '../corpus/sentences';
import { words } from '../tokenizer/preTokenize';
import { MAX_WORD_CHARS } from '../tokenizer/vocabulary';
import { LIMIT_ALPHABET } from '../tokenizer/wordPieceTrainer';
import type { PrepareSettings, TextStats } from './prepare';

/** Why a text cannot be learned from, in a few words, and what to do about it. */
export interface TextProblem {
  readonly title: string;
  readonly advice: string;
}

/** One sentence is held out for the exam, and one is needed to learn from. */
export const MIN_SENTENCES = 2;
/** With fewer tokens there is nothing to learn from. */
export const MIN_TOKENS = 20;

const LETTER = /[\p{L}\p{N}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Presentation}]/u;

/** Counts sentences that have a word, and words, but no further than `MIN_SENTENCES` and `MIN_TOKENS`. */
function countUpTo(text: string, language: string): { sentences: number; tokens: number } {
  let sentences = 0;
  let tokens = 0;
  for (const spans of sentencesOf(text, language)) {
    for (const { start, end } of spans) {
      const found = words(text.slice(start, end)).length;
      if (found > 0) sentences++;
      tokens += found;
      if (sentences >= MIN_SENTENCES && tokens >= MIN_TOKENS) return { sentences, tokens };
    }
  }
  return { sentences, tokens };
}

/**
 * Looks for a reason not to train on a text, before any work is done. Returns undefined if there is none. Reads a
 * long text only as far as it must.
 *
 * Counts words rather than tokens: a word is at least one token, so a text with enough words has enough tokens.
 * Emoji are tokens too, so a text of emoji may pass.
 */
export function checkText(text: string, language = 'und'): TextProblem | undefined {
  if (text === '') {
    return {
      title: 'There is no text yet.',
      advice: 'Paste some sentences, open a text file or choose one of the built-in texts.',
    };
  }
  if (looksBinary(text)) {
    return {
      title: 'This does not look like text.',
      advice:
        'It contains characters that only occur in binary files or in text read with the wrong' +
        ' encoding. Save it as plain text in UTF-8 and open it again.',
    };
  }
  const letters = LETTER.test(text);
  const emoji = EMOJI.test(text);
  if (!letters && !emoji) {
    const { tokens } = countUpTo(text, language);
    return tokens === 0
      ? {
          title: 'This text is blank.',
          advice: 'It holds only spaces, line breaks or invisible characters. Add some sentences.',
        }
      : {
          title: 'There are no words in this text.',
          advice: 'It holds only punctuation and symbols. Add some sentences with words.',
        };
  }
  const { sentences, tokens } = countUpTo(text, language);
  if (sentences >= MIN_SENTENCES && tokens >= MIN_TOKENS) return undefined;
  return tooLittle(sentences, tokens, 'word', letters);
}

function tooLittle(sentences: number, tokens: number, unit: string, letters: boolean): TextProblem {
  const found = `${counted(sentences, 'sentence')} with ${counted(tokens, unit)}`;
  const emojiOnly = letters
    ? ''
    : ' It is all emoji: emoji are tokens like words, but those joined without a space count as' +
      ' one, and without full stops each sentence needs a line of its own.';
  return {
    title: 'This text is too short to learn from.',
    advice:
      `It has ${found}; at least ${MIN_SENTENCES} sentences and ${MIN_TOKENS} ${unit}s are needed,` +
      ` because one sentence is held out to test the model.${emojiOnly} Add more sentences.`,
  };
}

/** The largest possible vocabulary: ids have 15 bits. */
const MOST_TOKENS = 32_768;

const percent = (share: number) => `${Math.max(1, Math.round(100 * share))} %`;

type VocabularySettings = Pick<PrepareSettings, 'tokenizer'>;

/** The same check after `prepareText`, when the tokens are known. */
export function checkPrepared(
  stats: TextStats,
  settings: VocabularySettings,
): TextProblem | undefined {
  if (stats.sentences < MIN_SENTENCES || stats.tokens < MIN_TOKENS) {
    return tooLittle(stats.sentences, stats.tokens, 'token', true);
  }
  const { long, spelling } = stats.unknown;
  const characters = long.characters + spelling.characters;
  if (Math.max(stats.unknownShare, characters) <= MOST_UNKNOWN) return undefined;
  const found = `${percent(stats.unknownShare)} of the tokens are unknown, and they hold ${percent(characters)} of the text.`;
  if (long.characters >= spelling.characters) {
    return {
      title: 'The words of this text are too long for this tokenizer.',
      advice:
        `${found} They are words of more than ${MAX_WORD_CHARS} characters, the most that BERT reads as one word.` +
        ' Set “Tokens” to “Characters” under Model: it reads words of any length, and suits texts without' +
        ' spaces between words, such as Thai, Japanese or DNA. Or put spaces between the words.',
    };
  }
  const { tokenizer } = settings;
  // Whole words leave out the rare ones of a short text, as Auto may have it: the plan says so, and nothing is wrong.
  if (tokenizer === 'word') return undefined;
  if (tokenizer === 'model' || tokenizer === 'starter') {
    const [who, other] =
      tokenizer === 'model'
        ? ['The opened model', 'Open a model that was trained on this language']
        : ['The starter', 'Begin from random numbers'];
    return {
      title: `${who} cannot read this text.`,
      advice: `${found} Its tokens come from other texts. ${other}, or set “Tokens” to “Word pieces” under Model: those are learned from your text.`,
    };
  }
  return {
    title: 'The vocabulary is too small for this text.',
    advice: `${found} ${tooSmall(stats, settings)}`,
  };
}

/** Why a vocabulary cannot spell the text, and what to do. */
function tooSmall({ vocabulary, alphabet }: TextStats, { tokenizer }: VocabularySettings): string {
  const [needed, has] = [formatCount(alphabet), formatCount(vocabulary)];
  const size =
    alphabet <= MOST_TOKENS ? `a vocabulary of at least ${needed}` : 'the largest vocabulary';
  // With word pieces a larger vocabulary may not help, since only so many characters are kept.
  const cure =
    tokenizer === 'wordpiece' && alphabet > LIMIT_ALPHABET
      ? `Set “Tokens” to “Characters” under Model, with ${size}`
      : `Choose ${size}`;
  return `The different characters of the text need ${needed} tokens, and the vocabulary has ${has}. ${cure}.`;
}
