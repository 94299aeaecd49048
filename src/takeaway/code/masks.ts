import { assertNever } from '../../base/assert';
import type { Context, Settings } from '../../config/settings';
import { floatLiteral } from './literals';

/**
 * How a script asks for tokens: the arguments of Hugging Face's collator, and what stands beside it where that collator
 * has no such strategy.
 */
interface Strategy {
  /** Python comments on what differs from the page */
  readonly differs: readonly string[];
  /** Arguments of `DataCollatorForLanguageModeling` */
  readonly how: string;
  /** Python that must run before windows are masked */
  readonly before: string;
  /** A Python expression of the places that may be asked, [B, T]; undefined for all of them */
  readonly drawn?: string;
}

/** How the run chose tokens, in Python. */
function strategyOf(settings: Settings): Strategy {
  const { maskStrategy } = settings;
  const p = floatLiteral(settings.mlmProbability);
  const fates = `"mask_replace_prob": ${floatLiteral(settings.maskReplaceProb)}, "random_replace_prob": ${floatLiteral(settings.randomReplaceProb)}`;
  const tokens = `"mlm_probability": ${p}, ${fates}`;
  // With "mlm_probability" 1 the collator asks for all that is not special: for what was drawn before.
  const drawnBefore = `"mlm_probability": 1.0, ${fates}`;
  switch (maskStrategy) {
    case 'token':
      return { differs: [], how: tokens, before: '' };
    case 'word':
      return { differs: wholeWordsDiffer(settings), how: wholeWords(p), before: WORDS };
    case 'phrase':
      return {
        differs: [
          'The run drew phrases of this text together (PMI-Masking). These are whole words, which come closest.',
          ...wholeWordsDiffer(settings),
        ],
        how: wholeWords(p),
        before: WORDS,
      };
    case 'hand':
      return {
        differs: ['The run asked for words chosen by hand. Here tokens are drawn by chance.'],
        how: tokens,
        before: '',
      };
    case 'span':
      return {
        differs: ['In the run all tokens of a span shared one fate; here each has its own.'],
        ...{
          how: drawnBefore,
          before: spans(settings.mlmProbability),
          drawn: 'drawn(ids, special, generator)',
        },
      };
    case 'rare':
    case 'frequent':
      return {
        differs: [],
        how: drawnBefore,
        before: weighted(p, maskStrategy),
        drawn: 'drawn(ids, special, generator)',
      };
    default:
      return assertNever(maskStrategy);
  }
}

const wholeWords = (p: string) =>
  `"mlm_probability": ${p}, "mask_replace_prob": 1.0, "random_replace_prob": 0.0, "whole_word_mask": True`;

const wholeWordsDiffer = ({ maskReplaceProb }: Settings) =>
  maskReplaceProb === 1
    ? []
    : [
        `The run hid ${Math.round(100 * maskReplaceProb)} % of the words it asked for. For whole words, Hugging Face's collator can only hide them all.`,
      ];

const WORDS = `

def places_of(ids):
    """The collator takes tokens that touch for one word. In these places only pieces of one word touch."""
    starts = torch.arange(ids.shape[1]) + (~continues_word[ids]).cumsum(1)
    return torch.stack([starts, starts + 1], dim=-1)
`;

const weighted = (p: string, strategy: 'rare' | 'frequent') => `
counts = torch.bincount(torch.tensor([i for window in train for i in window]), minlength=len(tokenizer)).clamp(min=1)


def drawn(ids, special, generator):
    """The places to ask: ${strategy} tokens are more likely."""
    weights = ${strategy === 'rare' ? '1 / counts' : 'counts.float()'}
    asked = torch.zeros_like(special)
    for window, unasked, row in zip(ids, special, asked):
        candidates = int((~unasked).sum())
        if candidates:
            number = max(1, round(${p} * candidates))
            row[torch.multinomial(weights[window] * ~unasked, number, generator=generator)] = True
    return asked
`;

/** Words in a span of SpanBERT: geometric with p 0.2, at most ten; 3.8 on average. */
const SPAN_MEAN = 3.8;

function spans(mlmProbability: number): string {
  // Spans and gaps take turns: the gaps are as long as leaves a share of `mlmProbability` to the spans.
  const gap = (SPAN_MEAN * (1 - mlmProbability)) / mlmProbability;
  const begin = Number((1 / (1 + gap)).toPrecision(4));
  return `

def drawn(ids, special, generator):
    """The places to ask: spans of whole words, up to ten and 3.8 on average, as in SpanBERT (Joshi et al. 2020)."""
    begins_word = ~continues_word[ids]
    begins_span = torch.rand(ids.shape, generator=generator) < ${floatLiteral(begin)}
    lengths = 1 + torch.multinomial(0.8 ** torch.arange(10), ids.numel(), replacement=True, generator=generator)
    asked = torch.zeros_like(special)
    for b, row in enumerate(lengths.view_as(ids).tolist()):
        left = 0  # words of the span that are still to come
        for t, length in enumerate(row):
            if begins_word[b, t]:
                left = left - 1 if left > 1 else length * int(begins_span[b, t])
            asked[b, t] = left > 0
    return asked & ~special
`;
}

/** How much of a window a token sees, in Python: [B, T], or [B, 1, T, T] where it sees one side only. */
function attention(context: Context): string {
  if (context === 'both') return 'real.long()';
  // Padding that sees nothing would make attention divide by zero: it sees itself.
  return '(SIDE & real[:, None, None]) | torch.eye(SEQUENCE_LENGTH, dtype=torch.bool)';
}

/** `MASKING`: how blanks are made in training. */
export function maskingConstants(settings: Settings): string {
  const { differs, how } = strategyOf(settings);
  const comments = [...differs];
  if (settings.dupeFactor > 0) {
    comments.push(
      `The run used ${settings.dupeFactor} sets of masks in turn. Here they are drawn anew each time.`,
    );
  }
  if (settings.randomByFrequency && settings.randomReplaceProb > 0) {
    comments.push(
      'The run drew swapped-in tokens by their frequency. Here all are equally likely.',
    );
  }
  return `${comments.map((comment) => `# ${comment}\n`).join('')}MASKING = {${how}}`;
}

/** The functions `padded` and `masked` of the scripts: windows as a batch, and the same with blanks. */
export function maskedFunction(settings: Settings): string {
  const { before, drawn } = strategyOf(settings);
  const isWord = before === WORDS;
  return `${before}

def padded(windows):
    """Windows as one batch: their ids, and what may be looked at."""
    ids = torch.full((len(windows), SEQUENCE_LENGTH), tokenizer.pad_token_id)
    for row, window in zip(ids, windows):
        row[: len(window)] = torch.tensor(window)
    real = ids != tokenizer.pad_token_id
    return ids, ${attention(settings.context)}


def masked(windows, generator):
    """Windows as one batch with new blanks. Special tokens, [UNK] among them, are never asked."""
    ids, seen = padded(windows)
    special = torch.isin(ids, torch.tensor(tokenizer.all_special_ids))
${drawn === undefined ? '' : `    special = ~${drawn}\n`}    collator = DataCollatorForLanguageModeling(tokenizer, **MASKING)
    collator.generator = generator
    ids, labels = collator.torch_mask_tokens(ids, special${isWord ? ', places_of(ids)' : ''})
    return {"input_ids": ids, "attention_mask": seen, "labels": labels}`;
}
