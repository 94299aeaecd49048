import { loadFirstSeen } from '../base/firstSeen';
import { key, permutation } from '../base/random';
import { EXAM_SEED, STREAM } from '../base/streams';
import type { Settings } from '../config/settings';
import { detectLanguage } from '../corpus/language';
import { createPacer, type PacerOptions } from '../corpus/pacer';
import { createTextReader } from '../corpus/stored';
import { makeDataset } from '../dataset/dataset';
import { encodeCorpus } from '../dataset/encodeCorpus';
import { readText } from '../dataset/prepare';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import type { HeldOutSentence } from '../train/wordExam';

/** Characters that are enough to tell the language of a text, as in `preparer.ts`. */
const LANGUAGE_SAMPLE = 100_000;
/** Bytes that surely hold so many. */
const SAMPLE_BYTES = 4 * LANGUAGE_SAMPLE;

/**
 * The sentences of a text that were held out from every one of these runs, in random order, which is always the same.
 * They are read only as they are asked for.
 *
 * @param language BCP 47 tag of the language that it is cut by; detected if undefined
 */
export async function* heldOutSentences(
  text: Blob,
  language: string | undefined,
  runs: readonly { readonly settings: Settings; readonly vocabulary: Vocabulary }[],
  options: PacerOptions = {},
): AsyncGenerator<HeldOutSentence, undefined, undefined> {
  const beginning = (await text.slice(0, SAMPLE_BYTES).text()).slice(0, LANGUAGE_SAMPLE);
  const { corpus, groups: stored } = await readText(text, {
    ...options,
    language: language ?? detectLanguage(beginning),
  });
  const groups = await loadFirstSeen(stored);
  const pacer = createPacer(options);
  let heldOut = Array.from(groups, (_, s) => s);
  for (const { settings, vocabulary } of runs) {
    // Which sentences are held out follows from how the run's own tokens fill them.
    const encoder = createEncoder(vocabulary);
    const { encoded } = await encodeCorpus(corpus, groups, encoder, pacer);
    const sequenceLength = settings.maxPositionEmbeddings;
    const dataset = makeDataset(encoded, { ...settings, sequenceLength });
    heldOut = heldOut.filter((s) => dataset.heldOut[s] === 1);
  }
  const reader = createTextReader(text, corpus.sections);
  for (const place of permutation(key(EXAM_SEED, STREAM.wordExam), heldOut.length)) {
    const number = heldOut[place]!;
    const [from, to] = [corpus.sentenceOffsets.at(number)!, corpus.sentenceOffsets.at(number + 1)!];
    const sentence = (await reader.read(from, to)).trim();
    yield { number, text: sentence, group: groups.at(number)! };
  }
}
