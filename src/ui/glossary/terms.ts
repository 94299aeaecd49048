/** A word of the field, and what it means on this page. */
export interface Entry {
  /** As it stands in the list of words */
  readonly word: string;
  /** In two sentences at most, with the unit where there is one */
  readonly means: string;
}

/** The one glossary of the page. It is loaded when somebody asks for a word. */
export const TERMS = {
  maskedLanguageModel: {
    word: 'masked language model',
    means:
      'A model that learns by filling blanks: some words of a text are hidden, and it guesses them from the words that are left. BERT is the best known; this page trains a small one.',
  },
  cloze: {
    word: 'cloze',
    means:
      'A text with words left out, for a reader to fill in. Wilson Taylor gave the test its name in 1953.',
  },
  blank: {
    word: 'blank',
    means:
      'A place whose word the model has to guess. A click on a word of the sentence makes it a blank; another click shows it again.',
  },
  token: {
    word: 'token',
    means:
      'What the model reads one at a time: a word, a piece of a word or a punctuation mark. Each has a number of its own.',
  },
  wordPiece: {
    word: 'word piece',
    means:
      'A part of a word that is a token of its own, because the whole word is too rare for the vocabulary. A piece that continues a word is written with ## in front.',
  },
  vocabulary: {
    word: 'vocabulary',
    means:
      'All the tokens that the model knows; it can guess nothing else. It is learned from the text, or comes with the starter.',
  },
  cls: {
    word: '[CLS]',
    means:
      'The token at the beginning of everything that the model reads. It stands for no word and is never hidden.',
  },
  sep: {
    word: '[SEP]',
    means:
      'The token at the end of everything that the model reads. It stands for no word and is never hidden.',
  },
  mask: {
    word: '[MASK]',
    means:
      'The token that takes the place of a hidden word. From it the model knows that something is missing, but not what.',
  },
  unk: {
    word: '[UNK]',
    means:
      'The token for a word that the vocabulary cannot spell. The model is never asked for such a word.',
  },
  selected: {
    word: 'selected',
    means:
      'Chosen to be guessed, by lot or by hand. Most selected tokens are hidden; a few are swapped for another word or kept as they are.',
  },
  fates: {
    word: '80/10/10 (fates)',
    means:
      'What becomes of 100 selected tokens in BERT: 80 are hidden, 10 swapped for a random token, 10 kept as they are. All are asked, so the model can trust no word blindly.',
  },
  span: {
    word: 'span',
    means: 'Several words in a row that are hidden together. Here they are up to ten.',
  },
  maskRatio: {
    word: 'mask ratio',
    means:
      'How many of the tokens the model is asked for while it trains, in percent. BERT took 15 %.',
  },
  heldOut: {
    word: 'held-out',
    means:
      'Kept back from training: about one sentence in ten. The exam asks only these, because a model may know the others by heart.',
  },
  exam: {
    word: 'exam',
    means:
      'Blanks in the held-out sentences, which are asked again and again while the model trains. Runs with the same text and vocabulary sit the same exam, so they can be compared.',
  },
  loss: {
    word: 'loss',
    means:
      'How much the right words surprise the model, on average over the blanks, in nats: the lower, the better. It counts how sure a guess is, not only whether it is right.',
  },
  nat: {
    word: 'nat',
    means:
      'The unit of loss. At 0 nats the right word was certain; with each nat more it was 2.7 times less probable.',
  },
  perplexity: {
    word: 'perplexity',
    means:
      'The loss, told in words: the model is as unsure as choosing among n words. It is e to the power of the loss in nats.',
  },
  attention: {
    word: 'attention',
    means:
      'How a token gathers what it needs from the others: it looks at each of them with a share, and its shares add up to 100 %.',
  },
  layer: {
    word: 'layer',
    means:
      'One round of reading, in which every token looks at the others. Each layer works on what the layer before it has found.',
  },
  head: {
    word: 'head',
    means:
      'One of several readers in a layer, each with its own shares of attention. The heads of a layer work side by side.',
  },
  context: {
    word: 'context (before, after, both)',
    means:
      'What a token may look at: the words before it (left, in English), those after it (right), or both. BERT looks at both sides; a model that writes sees only what stands before.',
  },
  encoder: {
    word: 'encoder',
    means:
      'The part of the model that reads: layers that turn each token into numbers that fit its sentence. BERT is an encoder.',
  },
  step: {
    word: 'step',
    means:
      'The smallest piece of training: the model guesses the blanks of one batch, and then each of its parameters changes a little.',
  },
  batch: {
    word: 'batch',
    means: 'The windows of the text that one step learns from together: 16, unless it is changed.',
  },
  window: {
    word: 'window',
    means:
      'A stretch of the text that the model reads at once: 32 tokens, unless it is changed. As many whole sentences stand in it as fit.',
  },
  epoch: {
    word: 'epoch',
    means: 'Once through the whole training text. A short text is read many times in one run.',
  },
  learningRate: {
    word: 'learning rate',
    means:
      'How far a step moves the parameters; a bare number. If it is too low, little is learned in the time; if it is too high, the loss jumps about or rises.',
  },
  warmUp: {
    word: 'warm-up',
    means:
      'The first steps of a run, over which the learning rate rises from zero. At full rate these steps would do harm, as the model knows nothing yet.',
  },
  dropout: {
    word: 'dropout',
    means:
      'The share of numbers inside the model that training sets to zero at random, from 0 to 1. So the model learns to rely on none of them alone.',
  },
  overFitting: {
    word: 'over-fitting',
    means:
      'Learning the training text by heart: its loss goes on falling while the held-out loss rises. More text helps, and so does an earlier stop.',
  },
  pretraining: {
    word: 'pretraining',
    means:
      'Training on other texts first. The model then begins with what it learned there, and not with random numbers.',
  },
  starter: {
    word: 'starter',
    means:
      'A small model that comes with this page and has read other texts, in English or in German. A run may begin from it, or from nothing, which means random numbers.',
  },
  fineTuning: {
    word: 'fine-tuning',
    means:
      'Training a pretrained model further, on a text of one’s own. A run that begins from the starter does that.',
  },
  parameter: {
    word: 'parameter',
    means:
      'One of the numbers that training changes; all that the model has learned is in them. BERT-base has 110 million.',
  },
  seed: {
    word: 'seed',
    means:
      'The number that decides everything random in a run: first parameters, order of the text, masks. Runs that differ only in their seed show how much is luck.',
  },
  floor: {
    word: 'floor (best possible)',
    means:
      'The lowest loss that anyone can reach on an exam, in nats. It is known exactly for the artificial languages of this page, as their rules are known.',
  },
  chance: {
    word: 'chance',
    means:
      'What one scores by guessing blindly, with every token equally probable. On the curve that is the line “knows nothing”.',
  },
  wordFrequencies: {
    word: 'word frequencies',
    means:
      'What one scores by knowing only how often each word occurs, without reading the sentence. A model that gets more right has learned something from the words around a blank.',
  },
  interval: {
    word: '95 % interval',
    means:
      'The range in which a difference lies, by a method that is right 95 times in 100. If 0 lies within it, the difference may be chance.',
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type TermId = keyof typeof TERMS;

/** All words in alphabetical order; brackets and digits do not count. */
export const entriesByWord = (): readonly Entry[] =>
  Object.values<Entry>(TERMS).toSorted((a, b) =>
    a.word.localeCompare(b.word, 'en', { ignorePunctuation: true }),
  );
