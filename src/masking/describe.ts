import { CHOICE_NAMES } from '../config/choices';
import type { MaskStrategy } from '../config/settings';

/** What a strategy does, in one sentence, and where it comes from. */
export interface StrategyText {
  readonly label: string;
  readonly sentence: string;
  readonly source: string;
}

const NAMES = CHOICE_NAMES.maskStrategy;

export const STRATEGY_TEXTS: Readonly<Record<MaskStrategy, StrategyText>> = {
  token: {
    label: NAMES.token,
    sentence: 'Each token is drawn alone, so half a word may give the other half away.',
    source: 'BERT, Devlin et al. 2019',
  },
  word: {
    label: NAMES.word,
    sentence: 'All pieces of a word are drawn together, so no piece helps with another.',
    source: 'BERT’s whole word masking, 2019',
  },
  span: {
    label: NAMES.span,
    sentence:
      'Runs of words are drawn, short ones most often and at most ten words, and share one fate.',
    source: 'SpanBERT, Joshi et al. 2020',
  },
  phrase: {
    label: NAMES.phrase,
    sentence:
      'Words that stand together in this text far more often than by chance are drawn together.',
    source: 'PMI-Masking, Levine et al. 2021',
  },
  rare: {
    label: NAMES.rare,
    sentence: 'A token is drawn the more readily, the fewer times it stands in the text.',
    source: 'weights 1 / count; the draw: Efraimidis and Spirakis 2006',
  },
  frequent: {
    label: NAMES.frequent,
    sentence: 'A token is drawn the more readily, the more often it stands in the text.',
    source: 'weights count; the draw: Efraimidis and Spirakis 2006',
  },
  hand: {
    label: NAMES.hand,
    sentence: 'The words that you click here are asked, always the same, and no others.',
    source: 'the cloze test itself, Taylor 1953',
  },
};
