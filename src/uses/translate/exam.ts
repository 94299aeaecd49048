import { wordsOf } from '../material';
import type { Reader, Word } from '../reader';
import { argmax } from '../score/argmax';
import type { Desk, Sitting } from '../use';
import { dictionary } from './dictionary';
import { CONTENT, type Entry, type Meaning, PARTNER, type Side, say } from './language';
import { classical, classicalFill, classicalTranslation } from './rivals';
import { alignments, otherSide, segmentOf, translate } from './translating';
import { isContent, pairOf, wordFilled } from './wordFilled';
import { EXAM_SENTENCES, examMeanings, lengthsIn } from './world';

const SIDES: readonly Side[] = ['english', 'luvani'];

const score = (isRight: boolean) => (isRight ? 1 : 0);
const same = (a: readonly string[], b: readonly string[]) => a.join(' ') === b.join(' ');

const IBM = { who: 'ibm1', name: 'IBM Model 1' };

async function fillExam(reader: Reader, meanings: readonly Meaning[]): Promise<Sitting> {
  const ibm = meanings.flatMap((meaning) => {
    const words = {
      english: wordsOf(say(meaning, 'english')),
      luvani: wordsOf(say(meaning, 'luvani')),
    };
    return SIDES.flatMap((to) =>
      words[to].flatMap((word, at) => {
        if (!PARTNER[to].has(word)) return [];
        const from = otherSide(to);
        return [score(classicalFill(words[to], at, words[from], from) === word)];
      }),
    );
  });
  return {
    ...{ id: 'word', title: 'Word filled from the other language, in sentences never read' },
    chance: 1 / CONTENT.length,
    rows: [
      { who: 'model', name: 'The model', scores: await wordFilled(reader, meanings) },
      { ...IBM, scores: ibm },
      {
        ...{ who: 'model/hidden', name: 'The model, with the other language hidden' },
        scores: await wordFilled(reader, meanings, true),
      },
    ],
  };
}

async function sentenceExam(reader: Reader, meanings: readonly Meaning[]): Promise<Sitting> {
  const rows: { model: number[]; given: number[]; rival: number[]; order: number[] } = {
    ...{ model: [], given: [], rival: [], order: [] },
  };
  for (const from of SIDES) {
    const to = otherSide(from);
    const texts = meanings.map((meaning) => say(meaning, from));
    const found = await translate(reader, texts, from, lengthsIn(to));
    meanings.forEach((meaning, i) => {
      const right = wordsOf(say(meaning, to));
      const source = wordsOf(texts[i]!);
      const ofLength = found[i]!.find(({ tokens }) => tokens.length === right.length);
      const wordByWord = source.map((word) => classical().into[to].translate(word) ?? '');
      rows.model.push(score(same(found[i]![0]!.tokens, right)));
      rows.given.push(score(ofLength !== undefined && same(ofLength.tokens, right)));
      rows.rival.push(score(same(classicalTranslation(source, from), right)));
      rows.order.push(score(same(wordByWord, right)));
    });
  }
  return {
    ...{ id: 'sentence', title: 'Whole sentence translated, every word right', chance: 0 },
    rows: [
      { who: 'model', name: 'The model', scores: rows.model },
      { who: 'model/given', name: 'The model, told how many words', scores: rows.given },
      {
        ...{ who: 'channel', name: 'Trigrams and IBM Model 1 (beam search)' },
        scores: rows.rival,
      },
      { who: 'words', name: 'IBM Model 1, word by word', scores: rows.order },
    ],
  };
}

async function alignmentExam(reader: Reader, meanings: readonly Meaning[]): Promise<Sitting> {
  const rows: { model: number[]; ibm: number[]; place: number[] } = {
    ...{ model: [], ibm: [], place: [] },
  };
  for (const to of SIDES) {
    const from = otherSide(to);
    const pairs = meanings.map((meaning) => {
      const { encoded } = pairOf(reader, meaning);
      const on = (side: Side) => encoded.words.filter((w) => w.segment === segmentOf(side));
      return { encoded, source: on(from), target: on(to) };
    });
    const falls = await alignments(reader, pairs);
    pairs.forEach(({ source, target }, i) => {
      const low = (words: readonly Word[]) => words.map(({ text }) => text.toLowerCase());
      const [sources, targets] = [low(source), low(target)];
      const ibm = classical().into[to].align({ source: sources, target: targets });
      target.forEach((word, j) => {
        if (!isContent(word)) return;
        const right = sources.indexOf(PARTNER[to].get(targets[j]!)!);
        const near = Math.round((j * (source.length - 1)) / (target.length - 1));
        rows.model.push(score(argmax(falls[i]![j]!) === right));
        rows.ibm.push(score(ibm[j] === right));
        rows.place.push(score(near === right));
      });
    });
  }
  return {
    ...{ id: 'alignment', title: 'Alignment: which word a word comes from' },
    rows: [
      { who: 'model', name: 'The model, by hiding words', scores: rows.model },
      { ...IBM, scores: rows.ibm },
      { who: 'place', name: 'The word at the same place', scores: rows.place },
    ],
  };
}

async function dictionaryExam(reader: Reader, content: readonly Entry[]): Promise<Sitting> {
  const model: number[] = [];
  const ibm: number[] = [];
  for (const from of SIDES) {
    const words = content.map((entry) => entry[from]);
    const entries = await dictionary(reader, words, from);
    words.forEach((word, i) => {
      const right = PARTNER[from].get(word)!;
      model.push(score(entries[i]![0]?.word === right));
      ibm.push(score(classical().into[otherSide(from)].translate(word) === right));
    });
  }
  return {
    ...{ id: 'dictionary', title: 'Dictionary: the partner of each content word' },
    chance: 1 / CONTENT.length,
    rows: [
      { who: 'model', name: 'The model, by hiding words', scores: model },
      { ...IBM, scores: ibm },
    ],
  };
}

/** @param sentences and `content` words of the dictionary: fewer in a test */
export async function exam(
  { reader, onProgress, pause }: Desk,
  { sentences = EXAM_SENTENCES, content = CONTENT } = {},
): Promise<Sitting[]> {
  const meanings = examMeanings(sentences);
  const parts = [
    ...[fillExam, sentenceExam, alignmentExam].map((part) => () => part(reader, meanings)),
    () => dictionaryExam(reader, content),
  ];
  const sittings: Sitting[] = [];
  for (const part of parts) {
    sittings.push(await part());
    onProgress(sittings.length / parts.length);
    await pause();
  }
  return sittings;
}
