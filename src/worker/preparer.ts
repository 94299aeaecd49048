import type { NumberList } from '../base/ascending';
import { createBits } from '../base/bits';
import { release } from '../base/release';
import { decide, type TextFacts } from '../config/auto';
import type { Settings } from '../config/settings';
import { detectLanguage } from '../corpus/language';
import { createPacer, type PacerOptions } from '../corpus/pacer';
import { createTextReader } from '../corpus/stored';
import { checkPrepared, checkText, type TextProblem } from '../dataset/checkText';
import { makeDataset } from '../dataset/dataset';
import { storeEncoded } from '../dataset/encodedBlobs';
import { locateWords } from '../dataset/locateWords';
import { makePages, type Pages } from '../dataset/pages';
import { countWords, paced, prepareRead, type ReadText, readText } from '../dataset/prepare';
import { readSentence, readUnits, type UnitSlice, type UnitSource } from '../dataset/readUnits';
import { chooseSentencesToWatch, type EncodedSentence } from '../dataset/sentencesToWatch';
import { windowEdges } from '../dataset/units';
import { drawWordsToGuess, wordToGuess } from '../dataset/wordsToGuess';
import type { Problem } from '../protocol/problem';
import type { PreparedSummary, SizePoint, TextRequest } from '../protocol/texts';
import { learnVocabulary, longestWord } from '../tokenizer/learnVocabulary';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { measureSize } from '../tokenizer/vocabularySizes';
import { createEncoder } from '../tokenizer/wordPiece';
import { ownVocabulary, textFacts } from './textFacts';

type Request = Extract<TextRequest, { type: 'prepare' }>;

/** Sentences to watch that the page gets; after the last it starts again at the first. */
const CANDIDATES = 40;
/** Words to guess that the page gets: enough to be asked ten others four times. */
const TO_GUESS = 50;
/** Bytes of a text that are enough to find out what is wrong with it. */
const BEGINNING = 400_000;
/** Characters that are enough to tell its language. */
const LANGUAGE_SAMPLE = 100_000;
/** The largest vocabulary that the curve of sizes goes to, and its points. */
const LARGEST_SIZE = 16384;
const SIZES = [64, 128, 256, 512, 1024, 2048, 4096, 8192, LARGEST_SIZE];

const asProblem = ({ title, advice }: TextProblem): Problem => ({
  kind: 'text',
  what: title,
  why: '',
  advice,
});

/** A prepared text, from which the page reads. */
interface Shown {
  /** Those left to Auto as they were decided */
  readonly settings: Settings;
  readonly facts: TextFacts;
  /** Tokens of an opened model, where its settings ask for them */
  readonly own: Vocabulary | undefined;
  readonly read: ReadText;
  readonly source: UnitSource | undefined;
  readonly pages: Pages | undefined;
}

/** Prepares texts, and keeps the last one, so that the page does not have to. */
export function createPreparer() {
  /** The last text that was read: another vocabulary for it needs no second reading. */
  let lastRead: { textId: number; read: ReadText; detectedLanguage: string } | undefined;
  /** By job: the one that the page shows, and newer ones that it may still show or cancel */
  const shown = new Map<number, Shown>();

  async function sentences(
    source: UnitSource,
    chosen: readonly number[],
    heldOut: NumberList,
  ): Promise<EncodedSentence[]> {
    const read: EncodedSentence[] = [];
    for (const index of chosen) {
      const { text, pieces } = await readSentence(source, index);
      const end = pieces.ends.at(-1)!;
      read.push({
        index,
        heldOut: heldOut.at(index) === 1,
        text: text.slice(0, end),
        ...pieces,
      });
    }
    return read;
  }

  return {
    /** @throws the signal's reason if aborted; then the text shown before can still be read. */
    async prepare(
      request: Request,
      options: PacerOptions,
    ): Promise<{ prepared: PreparedSummary; problem: Problem | undefined }> {
      const blob = typeof request.text === 'string' ? new Blob([request.text]) : request.text;
      const beginning = await blob.slice(0, BEGINNING).text();
      const known = lastRead?.textId === request.textId ? lastRead : undefined;
      const detectedLanguage =
        known?.detectedLanguage ?? detectLanguage(beginning.slice(0, LANGUAGE_SAMPLE));
      const language = request.language ?? detectedLanguage;
      const read = known?.read ?? (await readText(blob, { ...options, language }));
      lastRead = { textId: request.textId, read, detectedLanguage };
      const facts = await textFacts(read, language);
      const settings = decide(facts, request.settings, request.auto);
      const { vocabulary, mergedFrom, commonestWord, encoded, coded, stats } = await prepareRead(
        read,
        { ...settings, own: request.own ?? (await ownVocabulary(settings, facts)) },
        options,
      );
      const badText = checkText(beginning, language);
      const found = badText ?? checkPrepared(stats, settings);
      const trainable = stats.sentences >= 2 && !badText;
      const sequenceLength = settings.maxPositionEmbeddings;
      const dataset = trainable ? makeDataset(encoded, { ...settings, sequenceLength }) : undefined;

      const { corpus } = read;
      const reader = createTextReader(blob, corpus.sections);
      const pages = dataset && makePages(dataset, corpus);
      const chosen = dataset ? chooseSentencesToWatch(dataset, CANDIDATES) : [];
      const drawn = dataset ? drawWordsToGuess(dataset, vocabulary.tokens, TO_GUESS) : [];
      const stored = storeEncoded({ encoded, coded }, corpus.which.coded(), read.groups);
      // Pages are read from the text itself; the trainer has its own copy.
      release(coded.ids, coded.words);
      coded.starts.release();
      encoded.groups.release();
      const edges =
        dataset && windowEdges(dataset.units.count, dataset.trainWindows, dataset.heldOutWindows);
      const heldOut = createBits();
      if (dataset) {
        // The page needs no more of them; the trainer makes its own.
        for (const { firstUnit, lastUnit } of [dataset.trainWindows, dataset.heldOutWindows]) {
          release(firstUnit, lastUnit);
        }
        for (const one of dataset.heldOut) heldOut.push(one);
        release(dataset.heldOut);
      }
      const source = dataset &&
        edges && {
          corpus,
          encoder: createEncoder(vocabulary),
          reader,
          cut: {
            units: dataset.units,
            heldOut,
            edges,
            sentenceStarts: encoded.sentenceStarts,
          },
          bits: { phrases: coded.phrases, sentences: coded.sentences },
        };
      const candidates = source && dataset ? await sentences(source, chosen, heldOut) : [];
      const places = drawn.map(({ sentence }) => sentence);
      const asked = source && dataset ? await sentences(source, places, heldOut) : [];
      const toGuess = asked.map((sentence, i) => wordToGuess(sentence, drawn[i]!));
      options.signal?.throwIfAborted();
      shown.set(request.jobId, { settings, facts, own: request.own, read, source, pages });
      return {
        prepared: {
          ...{ detectedLanguage, vocabulary, mergedFrom, stats, facts, stored },
          counts: encoded.counts,
          cut: pages && { pages, candidates, toGuess, commonestWord },
        },
        problem: found && asProblem(found),
      };
    },

    /** The page shows the text of this job: no other is read any more. */
    keepOnly(jobId: number) {
      for (const other of shown.keys()) if (other !== jobId) shown.delete(other);
    },

    /** Page `page` of the text of job `jobId`; undefined if that text is gone. */
    async readPage(jobId: number, page: number): Promise<UnitSlice[] | undefined> {
      const { source, pages } = shown.get(jobId) ?? {};
      if (!source || !pages) return undefined;
      return readUnits(source, pages.units[page]!, pages.units[page + 1]!);
    },

    /** The tokens of the words that begin at these offsets; see `locateWords`. */
    async locate(jobId: number, offsets: readonly number[]): Promise<Uint32Array> {
      const source = shown.get(jobId)?.source;
      return source ? locateWords(source, offsets) : new Uint32Array(2 * offsets.length);
    },

    /** Learns a large vocabulary for a text, and reports for one size after another how many tokens a word takes. */
    async measureSizes(
      jobId: number,
      options: PacerOptions,
      tell: (points: readonly SizePoint[], done: boolean) => void,
    ): Promise<void> {
      const of = shown.get(jobId);
      if (!of) return;
      const { read, settings } = of;
      const pacer = createPacer(options);
      const wordCounts = await countWords(read.corpus, settings, pacer);
      const { tokenizer, minFrequency, doLowerCase, stripAccents } = settings;
      const own = of.own ?? (await ownVocabulary(settings, of.facts));
      let alphabet = Number.POSITIVE_INFINITY;
      const learned = learnVocabulary(tokenizer, wordCounts, {
        ...{ vocabSize: LARGEST_SIZE, minFrequency, own },
        onMerge: (id) => {
          alphabet = Math.min(alphabet, id);
        },
      });
      const tokens = await paced(learned, 'learning', pacer);
      // A vocabulary without all of the alphabet is not the beginning of a larger one.
      const least =
        tokenizer === 'wordpiece' ? Math.min(alphabet, tokens.length) : (own?.tokens.length ?? 0);
      const sizes = SIZES.filter((size) => size >= least && size < tokens.length);
      const points: SizePoint[] = [];
      for (const vocabSize of [...new Set([...sizes, tokens.length])]) {
        const vocabulary = {
          ...{ tokens, doLowerCase, stripAccents },
          maxWordChars: longestWord(tokenizer),
        };
        const measuring = measureSize(vocabulary, vocabSize, wordCounts);
        points.push({ vocabSize, ...(await paced(measuring, 'learning', pacer)) });
        tell([...points], vocabSize === tokens.length);
      }
      wordCounts.release();
    },
  };
}
