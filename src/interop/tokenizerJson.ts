import { MAX_WORD_CHARS, SPECIAL_TOKENS, type Vocabulary } from '../tokenizer/vocabulary';
import { tokensInFileOrder } from './fileOrder';

const special = (id: string, type: number) => ({ SpecialToken: { id, type_id: type } });
const sequence = (id: string, type: number) => ({ Sequence: { id, type_id: type } });

/**
 * `tokenizer.json` as Hugging Face tokenizers writes it for BERT, so that Python and JavaScript split a text into the
 * same pieces as this page. Unlike BERT's own, it composes letters first (NFC). `strip_accents` is always given,
 * because its default depends on `lowercase`. Ids are those of the files that a model was opened from.
 */
export function tokenizerJson(vocabulary: Vocabulary): string {
  const { doLowerCase, stripAccents, maxWordChars = MAX_WORD_CHARS } = vocabulary;
  const tokens = tokensInFileOrder(vocabulary);
  const ids = SPECIAL_TOKENS.map((token) => tokens.indexOf(token));
  const framing = (token: '[CLS]' | '[SEP]') => ({
    ...{ id: token, ids: [ids[SPECIAL_TOKENS.indexOf(token)]!], tokens: [token] },
  });
  return JSON.stringify(
    {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: SPECIAL_TOKENS.map((content, i) => ({
        id: ids[i],
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      })),
      normalizer: {
        type: 'Sequence',
        normalizers: [
          { type: 'NFC' },
          {
            type: 'BertNormalizer',
            clean_text: true,
            handle_chinese_chars: true,
            strip_accents: stripAccents,
            lowercase: doLowerCase,
          },
        ],
      },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [special('[CLS]', 0), sequence('A', 0), special('[SEP]', 0)],
        pair: [
          special('[CLS]', 0),
          sequence('A', 0),
          special('[SEP]', 0),
          sequence('B', 1),
          special('[SEP]', 1),
        ],
        special_tokens: {
          '[CLS]': framing('[CLS]'),
          '[SEP]': framing('[SEP]'),
        },
      },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: maxWordChars,
        vocab: vocabObject(tokens),
      },
    },
    null,
    2,
  );
}

/**
 * The tokens of a WordPiece `tokenizer.json`, index = id.
 *
 * @throws where it is none, or its ids have gaps
 */
export function tokensOf(json: string): readonly string[] {
  const vocab: unknown = JSON.parse(json)?.model?.vocab;
  if (typeof vocab !== 'object' || vocab === null) throw new Error('tokensOf: no vocabulary in it');
  const tokens: (string | undefined)[] = [];
  for (const [token, id] of Object.entries(vocab as Record<string, number>)) tokens[id] = token;
  return Array.from(tokens, (token, id) => {
    if (token === undefined) throw new Error(`tokensOf: no token has the id ${id}`);
    return token;
  });
}

/** Token to id. Null prototype, because a vocabulary may contain `__proto__`. */
function vocabObject(tokens: readonly string[]): Record<string, number> {
  const vocab: Record<string, number> = Object.create(null);
  tokens.forEach((token, id) => {
    vocab[token] = id;
  });
  return vocab;
}

/**
 * `tokenizer_config.json`, which goes with it. The tokenizer class named here uses `tokenizer.json` as it is;
 * `BertTokenizer` of Transformers 5 would build a tokenizer of its own from this file, without NFC. Lower-casing and
 * accents are repeated here for programs that do so.
 *
 * @param modelMaxLength positions of the model, [CLS] and [SEP] included; left out if undefined.
 */
export function tokenizerConfigJson(vocabulary: Vocabulary, modelMaxLength?: number): string {
  return JSON.stringify(
    {
      backend: 'tokenizers',
      cls_token: '[CLS]',
      do_lower_case: vocabulary.doLowerCase,
      mask_token: '[MASK]',
      model_input_names: ['input_ids', 'token_type_ids', 'attention_mask'],
      model_max_length: modelMaxLength,
      pad_token: '[PAD]',
      sep_token: '[SEP]',
      strip_accents: vocabulary.stripAccents,
      tokenize_chinese_chars: true,
      tokenizer_class: 'PreTrainedTokenizerFast',
      unk_token: '[UNK]',
    },
    null,
    2,
  );
}
