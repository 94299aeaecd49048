import type { MaskStrategy } from '../config/settings';
import { SETTINGS } from '../config/settingsTable';

/** What a strategy does, in one sentence, and where it comes from. */
export interface StrategyText {
  readonly label: string;
  readonly sentence: string;
  readonly source: string;
}

const NAMES = SETTINGS.maskStrategy.names;

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
      'Runs of up to ten words are drawn, short ones most often. All words of a run share one fate.',
    source: 'SpanBERT, Joshi et al. 2020',
  },
  phrase: {
    label: NAMES.phrase,
    sentence:
      'Words that occur together in this text far more often than by chance are drawn together.',
    source: 'PMI-Masking, Levine et al. 2021',
  },
  rare: {
    label: NAMES.rare,
    sentence: 'The rarer a token is in the text, the more likely it is to be drawn.',
    source: 'weights 1 / count; the draw: Efraimidis and Spirakis 2006',
  },
  frequent: {
    label: NAMES.frequent,
    sentence: 'The more often a token occurs in the text, the more likely it is to be drawn.',
    source: 'weights count; the draw: Efraimidis and Spirakis 2006',
  },
  hand: {
    label: NAMES.hand,
    sentence: 'Only the words that you click here are asked, the same ones every time.',
    source: 'the cloze test itself, Taylor 1953',
  },
};
