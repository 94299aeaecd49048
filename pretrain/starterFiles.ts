import { formatCount } from '../src/base/format';
import type { Settings } from '../src/config/settings';
import { STARTER_NAMES, type StarterLanguage } from '../src/config/starter';
import type { TextStats } from '../src/dataset/prepare';
import type { BertConfig } from '../src/model/config';
import type { Exam, ExamResult } from '../src/train/exam';
import type { Text } from './texts';

interface CardFacts {
  readonly language: StarterLanguage;
  readonly texts: readonly Text[];
  readonly settings: Settings;
  readonly stats: TextStats;
  readonly exam: Pick<Exam, 'blanks' | 'sentences'>;
  readonly result: Pick<ExamResult, 'loss' | 'accuracy'>;
  readonly config: BertConfig;
}

/** What the starter is, how it was made and what it scores. */
export function modelCard(facts: CardFacts): string {
  const { language, texts, settings, stats, exam, result, config } = facts;
  const names = texts.map(({ name, text }) => `- ${name} (${Math.round(text.length / 1000)} kB)`);
  return `# The ${STARTER_NAMES[language]} starter

A BertForMaskedLM of ${config.numHiddenLayers} layers of ${config.hiddenSize} numbers, with a vocabulary of ${formatCount(config.vocabSize)} word pieces. Cloze made it with
\`npm run starter -- --language ${language}\`: its own engine in Node, ${formatCount(settings.maxSteps)} steps of ${settings.batchSize} windows of ${settings.maxPositionEmbeddings} tokens, mask
ratio ${settings.mlmProbability}, learning rate ${settings.learningRate}, seed ${settings.seed}. The same texts give the same file.

It was trained on ${formatCount(stats.sentences)} sentences (${formatCount(stats.words)} words and punctuation marks), a tenth of which were held out:

${names.join('\n')}

On ${exam.blanks} blanks in held-out sentences its loss is ${result.loss.toFixed(2)} nats, and it guesses ${(100 * result.accuracy).toFixed(1)} % right.
\`sentences.bin\` has a 32-bit hash of each sentence of these texts, by which the page knows a text that the starter has read.
`;
}
