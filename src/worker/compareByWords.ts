import { macrotask } from '../base/pause';
import type { Engine, TrainingState } from '../engine/engine';
import { bertConfig } from '../model/config';
import type { WordExamRequest, WordExamResult, WordSitter } from '../protocol/wordExam';
import { storedRuns } from '../storage/runShelf';
import { roomFor } from '../tokenizer/framing';
import { createEncoder } from '../tokenizer/wordPiece';
import { sitExam } from '../train/exam';
import { makeWordExam } from '../train/wordExam';
import { fromModel } from './fromModel';
import { heldOutSentences } from './heldOutSentences';

/** Nothing is trained: an engine need not make room for that. */
const ONLY_LOOKS = 'it only sits an exam';
/** Of the whole, what reading the text takes. */
const READING = 0.1;

async function stateOf(sitter: WordSitter): Promise<TrainingState> {
  if ('weights' in sitter) {
    const { settings, vocabulary, weights } = sitter;
    return fromModel(settings, { vocabulary, model: { vocabulary, weights } });
  }
  const state = sitter.state ?? (await storedRuns().state(sitter.runId));
  if (!state) throw new Error('the weights of a run cannot be read from this browser’s storage');
  return state;
}

/**
 * Asks models of unlike tokens the same words. One model is in memory at a time.
 *
 * @param start starts the engine, once there is something to ask
 * @param onProgress told how far it has come, 0 to 1
 * @throws where there is nothing to ask, or a model cannot be read or held
 */
export async function compareByWords(
  { text, language, sitters }: WordExamRequest,
  start: () => Promise<Engine>,
  onProgress: (fraction: number) => void = () => {},
): Promise<WordExamResult> {
  const runs = sitters.filter((sitter) => 'runId' in sitter);
  const blob = typeof text === 'string' ? new Blob([text]) : text;
  const { exams, groups, ...facts } = await makeWordExam(
    heldOutSentences(blob, language, runs),
    sitters.map(({ vocabulary, settings }) => ({
      encoder: createEncoder(vocabulary),
      room: roomFor(settings.maxPositionEmbeddings),
    })),
  );
  if (facts.words === 0) {
    throw new Error('No held-out sentence has two words that all of these models can spell.');
  }
  onProgress(READING);
  const engine = await start();
  const answers: WordExamResult['answers'][number][] = [];
  for (const [m, sitter] of sitters.entries()) {
    const exam = exams[m]!;
    const { settings, vocabulary } = sitter;
    const sequenceLength = Math.max(...exam.batches.map((batch) => batch.sequenceLength));
    const config = bertConfig(settings, vocabulary.tokens.length);
    const model = await engine.createModel(config, await stateOf(sitter), {
      ...{ batchSize: 1, sequenceLength, workers: 1, onlyLooks: ONLY_LOOKS },
    });
    let done = 0;
    const pause = async () => {
      const share = (m + ++done / exam.batches.length) / sitters.length;
      onProgress(READING + (1 - READING) * share);
      await macrotask();
    };
    const { losses, right } = await sitExam(model, exam, settings.context, 1, pause);
    answers.push({ losses, right, groups });
    model.dispose();
  }
  return { ...facts, answers };
}
