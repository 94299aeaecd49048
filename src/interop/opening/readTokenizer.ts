import {
  CONTINUATION,
  MAX_WORD_CHARS,
  NO_WORD_LIMIT,
  type Normalization,
  SPECIAL_TOKENS,
  type Vocabulary,
} from '../../tokenizer/vocabulary';
import { damaged, isObject, jsonObject, NotAModel, written } from './notAModel';

/** A tokenizer's files, those that there are, as text. */
export interface TokenizerFiles {
  readonly 'tokenizer.json'?: string | undefined;
  readonly 'vocab.txt'?: string | undefined;
  readonly 'tokenizer_config.json'?: string | undefined;
}

/** A tokenizer as it was read. */
interface TokenizerRead extends Normalization {
  /** Index = id in the file; undefined where no token has that id */
  readonly tokens: readonly (string | undefined)[];
  readonly maxWordChars: number;
  /** What was assumed, in sentences for the page */
  readonly notes: readonly string[];
}

const TOKENIZER = 'tokenizer.json';

const other = (why: string) =>
  new NotAModel(
    'This tokenizer cuts words in another way than BERT’s.',
    why,
    'Choose a model with BERT’s own tokenizer (WordPiece).',
  );

const kindOf = (part: unknown): string =>
  isObject(part) && typeof part.type === 'string' ? part.type : 'none';

/** BertNormalizer, alone or behind NFC. */
function bertNormalizer(normalizer: unknown): {
  part: Readonly<Record<string, unknown>>;
  composes: boolean;
} {
  const parts =
    isObject(normalizer) && Array.isArray(normalizer.normalizers)
      ? normalizer.normalizers
      : [normalizer];
  const kinds = parts.map(kindOf);
  const [part] = parts.slice(-1);
  const composes = kinds.join() === 'NFC,BertNormalizer';
  if (!isObject(part) || !(composes || kinds.join() === 'BertNormalizer')) {
    throw other(`It normalizes with ${kinds.join(', ')}, not with BertNormalizer.`);
  }
  return { part, composes };
}

const truth = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** What tokenizer_config.json says. It counts before tokenizer.json, as in Transformers, where its class is BERT's. */
function configured(json: string | undefined): Partial<Normalization> {
  if (json === undefined) return {};
  const given = jsonObject('tokenizer_config.json', json);
  const name = given.tokenizer_class ?? 'BertTokenizer';
  if (typeof name !== 'string' || !name.startsWith('BertTokenizer')) return {};
  const doLowerCase = truth(given.do_lower_case);
  const stripAccents = truth(given.strip_accents);
  return {
    ...(doLowerCase !== undefined && { doLowerCase }),
    ...(stripAccents !== undefined && { stripAccents }),
  };
}

const COMPOSED =
  'It would read a letter and a separate accent as two; the page composes them first (NFC), as it does in every text.';

/** Tokens by their id; ids must be whole numbers that a model of this size can have. */
function byId(entries: Iterable<readonly [string, unknown]>, most: number) {
  const tokens: (string | undefined)[] = [];
  for (const [token, id] of entries) {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      throw damaged(TOKENIZER, `“${token.slice(0, 40)}” has no proper id in it.`);
    }
    if (id >= most) {
      throw new NotAModel(
        'Tokenizer and weights do not belong together.',
        `“${token.slice(0, 40)}” has the id ${id}, but the weights have ${most} tokens.`,
        'Take all files from one folder.',
      );
    }
    if (tokens[id] !== undefined && tokens[id] !== token) {
      throw damaged(TOKENIZER, `Two tokens have the id ${id}.`);
    }
    tokens[id] = token;
  }
  return tokens;
}

function readJson(json: string, config: string | undefined, most: number): TokenizerRead {
  const given = jsonObject(TOKENIZER, json);
  const { model, added_tokens: added } = given;
  if (!isObject(model) || !isObject(model.vocab)) {
    throw other(`Its model is ${kindOf(model)}, not WordPiece.`);
  }
  const kind = kindOf(model);
  // Files of the first years do not name it.
  if (
    kind !== 'WordPiece' &&
    !(kind === 'none' && model.continuing_subword_prefix === CONTINUATION)
  )
    throw other(`Its model is ${kind}, not WordPiece.`);
  if ((model.continuing_subword_prefix ?? CONTINUATION) !== CONTINUATION) {
    throw other(`A continued word begins with ${written(model.continuing_subword_prefix)}.`);
  }
  const pre = kindOf(given.pre_tokenizer);
  if (pre !== 'BertPreTokenizer') throw other(`It separates words with ${pre}.`);
  const { part, composes } = bertNormalizer(given.normalizer);
  for (const key of ['clean_text', 'handle_chinese_chars']) {
    if (part[key] === false) throw other(`Its “${key}” is off.`);
  }
  const most_ = model.max_input_chars_per_word ?? MAX_WORD_CHARS;
  if (typeof most_ !== 'number' || !(most_ >= 1)) {
    throw damaged(TOKENIZER, 'Its longest word has no proper length.');
  }
  const list = Array.isArray(added) ? added.filter(isObject) : [];
  const pairs = list.flatMap(({ content, id }) =>
    typeof content === 'string' ? [[content, id] as const] : [],
  );
  const own: Partial<Normalization> = configured(config);
  const doLowerCase = own.doLowerCase ?? truth(part.lowercase) ?? true;
  const stripAccents = own.stripAccents ?? truth(part.strip_accents) ?? doLowerCase;
  const isOverruled = own.doLowerCase !== undefined && own.doLowerCase !== truth(part.lowercase);
  const extra = pairs.filter(([content]) => !isSpecial(content)).length;
  return {
    tokens: byId([...Object.entries(model.vocab), ...pairs], most),
    ...{ doLowerCase, stripAccents, maxWordChars: Math.min(Math.floor(most_), NO_WORD_LIMIT) },
    notes: [
      ...(isOverruled
        ? [
            `tokenizer_config.json and tokenizer.json disagree on capitals; the former counts, as in Transformers.`,
          ]
        : []),
      ...(composes || stripAccents ? [] : [COMPOSED]),
      ...(extra > 0 ? [`Tokens added by hand (${extra}) are not recognized in a text.`] : []),
    ],
  };
}

const isSpecial = (token: string): boolean => (SPECIAL_TOKENS as readonly string[]).includes(token);

/** Whether any token has a capital letter, but for those in brackets. */
const hasCapitals = (tokens: readonly string[]): boolean =>
  tokens.some((token) => !/^\[.*\]$/.test(token) && /\p{Lu}/u.test(token));

function readVocabTxt(text: string, config: string | undefined, most: number): TokenizerRead {
  // One more tells that there are too many: the file may have a line end in every byte.
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/, most + 1);
  if (lines.length > most) {
    throw new NotAModel(
      'Tokenizer and weights do not belong together.',
      `vocab.txt has more tokens than the ${most} of the weights.`,
      'Take all files from one folder.',
    );
  }
  const own = configured(config);
  const doLowerCase = own.doLowerCase ?? !hasCapitals(lines);
  const stripAccents = own.stripAccents ?? doLowerCase;
  // Of a token that stands there twice the last counts, as in Transformers.
  const last = new Map(lines.map((line, id) => [line, id]));
  return {
    tokens: lines.map((line, id) => (line !== '' && last.get(line) === id ? line : undefined)),
    ...{ doLowerCase, stripAccents, maxWordChars: MAX_WORD_CHARS },
    notes: [
      ...(own.doLowerCase === undefined
        ? [
            `Nothing says whether it knows capitals. ${doLowerCase ? 'None of its tokens has any, so words are put in lower case and lose their accents' : 'Some of its tokens have capitals, so words keep them and their accents'}.`,
          ]
        : []),
      ...(stripAccents ? [] : [COMPOSED]),
    ],
  };
}

/**
 * Makes a vocabulary of a tokenizer: the special tokens first, the others in the file's order. `specialIds` says where
 * the file has the special ones, so that its order can be written again (`fileIds`).
 *
 * @param rows tokens that the weights know; those that the tokenizer does not name get a name that no text has
 * @throws {NotAModel} where it is no tokenizer of a BERT, or does not belong to these weights
 */
export function readTokenizer(
  files: TokenizerFiles,
  rows: number,
): { readonly vocabulary: Vocabulary; readonly notes: readonly string[] } {
  const { 'tokenizer.json': json, 'vocab.txt': text, 'tokenizer_config.json': config } = files;
  if (json === undefined && text === undefined) {
    throw new NotAModel(
      'The tokenizer is missing.',
      'There is neither tokenizer.json nor vocab.txt, so nothing says which word each number stands for.',
      'Choose one of them together with the weights.',
    );
  }
  const read =
    json === undefined ? readVocabTxt(text ?? '', config, rows) : readJson(json, config, rows);
  const { tokens, notes, ...rest } = read;
  const specialIds = SPECIAL_TOKENS.map((token) => tokens.indexOf(token));
  const missing = SPECIAL_TOKENS.find((_, i) => specialIds[i]! < 0);
  if (missing !== undefined) {
    throw new NotAModel(
      'The tokenizer lacks a special token.',
      `It has no ${missing}. Cloze needs ${SPECIAL_TOKENS.join(', ')} by these names.`,
      'Choose a model with BERT’s own tokenizer (WordPiece).',
    );
  }
  const nameless = Array.from({ length: rows }, (_, id) => tokens[id] ?? `[id ${id}]`);
  const pieces = nameless.filter((_, id) => !specialIds.includes(id));
  const unnamed = rows - tokens.filter((token) => token !== undefined).length;
  const isUsual = specialIds.every((id, i) => id === i);
  return {
    vocabulary: {
      tokens: [...SPECIAL_TOKENS, ...pieces],
      ...rest,
      ...(!isUsual && { specialIds }),
    },
    notes: [
      ...notes,
      ...(unnamed > 0
        ? [`The tokenizer has no word for ${unnamed} of its ${rows} tokens; they are kept.`]
        : []),
    ],
  };
}
