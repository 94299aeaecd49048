import { beforeAll, describe, expect, it } from 'vitest';
import { detectLanguage } from '../corpus/language';
import { splitSentences } from '../corpus/sentences';
import { prepareText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
import type { Automaton } from './automaton';
import { compile } from './compile';
import { type BlankFloor, floorsOf, isTelling, meanFloors } from './floors';
import { type BuiltInLanguage, languages } from './languages';
import { sampleSentences } from './sample';
import { EXAM_MASKING, expectedCounts, testExam, testTokens } from './testExam';
import { wordIdsOf } from './tokenAutomaton';
import { checkWritten, writeSentence, writeSentences } from './write';

const COUNT = 1000;
/** 190 of them or more tell: a mean of differences from 0 to 2.5 nats has a standard error of 0.1. */
const BLANKS = 800;

describe('the built-in languages', () => {
  it('are several, each another, one not in English', () => {
    expect(languages.length).toBeGreaterThanOrEqual(6);
    expect(new Set(languages.map((l) => l.id)).size).toBe(languages.length);
    expect(languages.some((l) => l.language !== 'en')).toBe(true);
  });

  describe.each(languages)('$id', (language: BuiltInLanguage) => {
    let automaton: Automaton;
    let blanks: BlankFloor[];
    beforeAll(async () => {
      automaton = compile(await language.load());
      const exam = testExam(automaton, BLANKS);
      blanks = [...floorsOf(exam, testTokens(automaton), { masking: EXAM_MASKING })].flat();
    });

    it('has short sentences of few words, none of them rare', () => {
      expect(automaton.words.length).toBeGreaterThanOrEqual(50);
      expect(automaton.words.length).toBeLessThanOrEqual(150);
      expect(automaton.shortest).toBeGreaterThanOrEqual(6);
      expect(automaton.longest).toBeLessThanOrEqual(15);
      expect(automaton.rows.length).toBeLessThan(4000);
      const least = Math.min(...expectedCounts(automaton));
      expect(least / automaton.meanLength).toBeGreaterThan(1 / 500);
    });

    it('is read by the tokenizer word for word, a sentence a line', async () => {
      const sentences = sampleSentences(automaton, 1, COUNT).map(({ words }) => words);
      checkWritten(sentences);
      const text = writeSentences(sentences);
      const found = splitSentences(text).map(({ start, end }) => text.slice(start, end));
      expect(found).toEqual(sentences.map(writeSentence));
      expect(text.split('\n').filter((line) => line !== '')).toEqual(found);
      // Its words are of a language; a text of two is of neither.
      expect([language.language, 'und-Latn']).toContain(detectLanguage(text));
      const { vocabulary, encoded, stats } = await prepareText(text, {
        tokenizer: 'word',
        vocabSize: 1024,
        doLowerCase: true,
      });
      expect(stats.unknownShare).toBe(0);
      expect(stats.sentences).toBe(COUNT);
      const wordIds = wordIdsOf(automaton, vocabulary);
      const idOf = new Map(automaton.words.map((word, w) => [word, wordIds[w]!]));
      const lengths = sentences.map((words) => words.length);
      expect(Array.from(allTokens(encoded).ids)).toEqual(
        sentences.flat().map((word) => idOf.get(word)),
      );
      expect(
        Array.from(encoded.sentenceStarts, (s, i) => encoded.sentenceStarts.at(i + 1)! - s).slice(
          0,
          -1,
        ),
      ).toEqual(lengths);
    });

    it('gives the labels that it promises, to most sentences', () => {
      const sampled = sampleSentences(automaton, 1, 200);
      const names = (labels: readonly ReadonlyMap<string, string>[]) => [
        ...new Set(labels.flatMap((l) => [...l.keys()])),
      ];
      expect(names(sampled.map((s) => s.labels))).toEqual(language.labels.sentence);
      expect(names(sampled.flatMap((s) => s.wordLabels))).toEqual(language.labels.word);
      for (const name of language.labels.sentence) {
        const values = sampled.map((s) => s.labels.get(name));
        expect(values).not.toContain(undefined);
        expect(new Set(values).size).toBeGreaterThan(1);
      }
    });

    it('shows what two sides are good for', () => {
      const telling = blanks.filter((blank) => isTelling(blank));
      expect(telling.length / blanks.length).toBeGreaterThan(0.2);
      const { left, both } = meanFloors(telling);
      expect(left.loss - both.loss).toBeGreaterThan(0.8);
      expect(both.accuracy - left.accuracy).toBeGreaterThan(0.25);
      // Half of them or more are told by the left alone. Of the others the right says more than which of three it is.
      const fromLeft = meanFloors(blanks.filter((blank) => isTelling(blank, 'left')));
      expect(fromLeft.left.loss - fromLeft.both.loss).toBeGreaterThan(Math.log(3));
    });
  });
});
