import { formatCount } from '../../base/format';
import type { Settings } from '../../config/settings';
import { detectLanguage } from '../../corpus/language';
import { sentencesOf } from '../../corpus/sentences';
import { sentenceHash } from '../../dataset/sentenceHashes';
import type { UseModel, UseText } from '../../protocol/uses';
import { starterSentences } from '../../starter/files';
import type { Vocabulary } from '../../tokenizer/vocabulary';
import { heldOutSentences } from '../heldOutSentences';

/** Of a long text only the beginning is read: sentences, and characters that hold about as many. */
const MOST_SENTENCES = 2000;
const MOST_CHARACTERS = 400_000;
/** Bytes that surely hold so many characters. */
const MOST_BYTES = 4 * MOST_CHARACTERS;
/** Characters that are enough to tell the language of a text, as in `preparer.ts`. */
const LANGUAGE_SAMPLE = 100_000;
/** What a run held out is found by reading its whole text again. A longer one takes too long. */
const MOST_TO_SPLIT = 4_000_000;
/** Texts that are remembered */
const MOST_TEXTS = 3;

/** A text that a person brought. */
export interface OwnText {
  readonly sentences: readonly string[];
  /** Those that the model did not learn from */
  readonly heldOut: readonly string[];
  /** What was left out, in sentences for the page */
  readonly notes: readonly string[];
}

const sizeOf = (text: string | Blob) => (typeof text === 'string' ? text.length : text.size);

async function beginningOf(text: string | Blob): Promise<{ text: string; isCut: boolean }> {
  const read = typeof text === 'string' ? text : await text.slice(0, MOST_BYTES).text();
  const beginning = read.slice(0, MOST_CHARACTERS);
  return {
    text: beginning,
    isCut: beginning.length < read.length || (typeof text !== 'string' && text.size > MOST_BYTES),
  };
}

async function readBeginning({ name, text, language }: UseText) {
  const { text: beginning, isCut } = await beginningOf(text);
  const tag = language ?? detectLanguage(beginning.slice(0, LANGUAGE_SAMPLE));
  const sentences: string[] = [];
  for (const spans of sentencesOf(beginning, tag)) {
    for (const { start, end } of spans) sentences.push(beginning.slice(start, end));
    if (sentences.length > MOST_SENTENCES) break;
  }
  const isShort = sentences.length <= MOST_SENTENCES;
  // The last sentence of what was cut off may be half of one.
  if (isShort && isCut && sentences.length > 1) sentences.pop();
  sentences.length = Math.min(sentences.length, MOST_SENTENCES);
  const count = formatCount(sentences.length);
  return {
    sentences,
    notes: isShort && !isCut ? [] : [`Of “${name}”, only the first ${count} sentences are used.`],
  };
}

/** The sentences of its text that a run held out. */
async function heldOutOf(
  { text, language }: UseText,
  run: { readonly settings: Settings; readonly vocabulary: Vocabulary },
): Promise<readonly string[]> {
  const blob = typeof text === 'string' ? new Blob([text]) : text;
  const found: { number: number; text: string }[] = [];
  for await (const one of heldOutSentences(blob, language, [run])) {
    found.push(one);
    if (found.length === MOST_SENTENCES) break;
  }
  return found.toSorted((a, b) => a.number - b.number).map((one) => one.text);
}

async function unread(
  own: Omit<OwnText, 'heldOut'>,
  text: UseText,
  model: UseModel,
): Promise<OwnText> {
  const { sentences, notes } = own;
  // Other models learned nothing from it: those of uses, and those that were opened.
  if (model.kind !== 'other' || 'weights' in model.from) return { ...own, heldOut: sentences };
  if ('starter' in model.from) {
    const read = await starterSentences(model.from.starter);
    const isNew = (sentence: string) => {
      const hash = sentenceHash(sentence);
      return hash !== undefined && !read.has(hash);
    };
    return { ...own, heldOut: sentences.filter(isNew) };
  }
  if (sizeOf(text.text) > MOST_TO_SPLIT) {
    const note = `“${text.name}” is too long to find out here which of its sentences were held out.`;
    return { sentences, heldOut: [], notes: [...notes, note] };
  }
  const { settings, vocabulary } = model;
  // A run needs two: one to learn from, and one to hold out.
  const isSplit = sentences.length > 1 && vocabulary !== undefined;
  return { ...own, heldOut: isSplit ? await heldOutOf(text, { settings, vocabulary }) : [] };
}

/** What `load` gives for a key. The last few are remembered; what failed is loaded again. */
function remembered<T>() {
  const known = new Map<string, Promise<T>>();
  return (key: string, load: () => Promise<T>): Promise<T> => {
    const loading = known.get(key) ?? load();
    known.delete(key);
    known.set(key, loading);
    if (known.size > MOST_TEXTS) known.delete(known.keys().next().value!);
    loading.catch(() => {
      if (known.get(key) === loading) known.delete(key);
    });
    return loading;
  };
}

/** Reads the texts that people bring, each once: sentences from the beginning, of a text of any size. */
export function createOwnTexts() {
  const beginnings = remembered<Omit<OwnText, 'heldOut'>>();
  const wholes = remembered<OwnText>();
  const sentences = (text: UseText) => beginnings(text.key, () => readBeginning(text));
  return {
    sentences,
    /** With what `model` did not learn from. */
    for: (text: UseText, model: UseModel) =>
      wholes(`${text.key} ${model.kind === 'other' ? model.key : ''}`, async () =>
        unread(await sentences(text), text, model),
      ),
  };
}
