import { compile } from '../grammar/compile';
import { sampleSentences } from '../grammar/sample';
import { writeSentences } from '../grammar/write';
import { makeDataset } from '../text/dataset';
import { prepareText } from '../text/prepare';
import { makeExam } from './exam';
import type { Language, LanguageOptions } from './language';

const EXAM_BLANKS = 1200;

/**
 * A language whose words are cut into pieces, by a WordPiece vocabulary too small for them: what the pieces of one
 * word tell of each other is then a question. Its exam hides whole words, for all who sit it. What can at best be
 * known of a piece is not computed.
 */
export async function makePieces(
  { grammar, sentences, seed, sequenceLength }: LanguageOptions,
  wanted: number,
): Promise<Pick<Language, 'dataset' | 'vocabSize' | 'exam' | 'labels'> & { truth: undefined }> {
  // Pieces take more room than words.
  const automaton = compile(grammar, { maxWords: sequenceLength - 2 });
  const drawn = sampleSentences(automaton, seed, sentences);
  const text = writeSentences(drawn.map(({ words }) => words));
  const settings = { vocabSize: wanted, doLowerCase: false, minFrequency: 1 };
  const { encoded, vocabulary } = await prepareText(text, settings);
  const dataset = makeDataset(encoded, {
    ...{ sequenceLength: 2 * sequenceLength, keepTogether: false, packSentences: false },
  });
  const vocabSize = vocabulary.tokens.length;
  const exam = makeExam(dataset, vocabSize, EXAM_BLANKS, 'word');
  return { dataset, vocabSize, exam, labels: [], truth: undefined };
}
