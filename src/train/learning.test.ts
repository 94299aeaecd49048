import { beforeAll, describe, expect, it } from 'vitest';
import { type Context, DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { builtInTexts } from '../corpus/builtInTexts';
import { makeDataset } from '../dataset/dataset';
import { prepareText } from '../dataset/prepare';
import type { Batch, Engine } from '../engine/engine';
import { startWasmEngine } from '../engine/wasm/engine';
import { RIGHT_NEIGHBOUR_CHANCE, rightNeighbourSentences } from '../grammar/rightNeighbour';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import { CLS_ID, MASK_ID, SEP_ID } from '../tokenizer/vocabulary';
import { createEncoder } from '../tokenizer/wordPiece';
import { createBatches } from './batches';
import { makeExam, sitExam } from './exam';
import { stepOptions } from './session';

let engine: Engine;
beforeAll(async () => {
  engine = await startWasmEngine();
});

function freshModel(settings: Settings, vocabSize: number) {
  const config = bertConfig(settings, vocabSize);
  const layout = parameterLayout(config);
  return engine.createModel(
    config,
    {
      parameters: initialValues(config, layout, settings.seed),
      firstMoment: new Float32Array(layout.length),
      secondMoment: new Float32Array(layout.length),
      step: 0,
    },
    { batchSize: settings.batchSize, sequenceLength: settings.maxPositionEmbeddings },
  );
}

describe('a built-in text', () => {
  it('is learned clearly better than by its word frequencies', async () => {
    const settings: Settings = { ...DEFAULT_SETTINGS, maxSteps: 400 };
    const text = await builtInTexts[0]!.load();
    const { encoded, vocabulary } = await prepareText(text, settings);
    const vocabSize = vocabulary.tokens.length;
    const dataset = makeDataset(encoded, {
      sequenceLength: settings.maxPositionEmbeddings,
      keepTogether: true,
    });
    const exam = makeExam(dataset, vocabSize);
    const batches = createBatches(dataset, vocabSize);
    const model = await freshModel(settings, vocabSize);
    const before = await sitExam(model, exam, settings.context);
    // An untrained model knows nothing: its loss is near ln V, a little above as its guesses vary.
    expect(Math.abs(before.loss - exam.knowsNothing)).toBeLessThan(0.4);
    for (let step = 0; step < settings.maxSteps; step++) {
      model.train(batches.at(step, settings), stepOptions(settings, step));
      if (step % 32 === 31) await model.statistics();
    }
    const after = await sitExam(model, exam, settings.context);
    model.dispose();
    // The difference has to be more than luck: 400 blanks have a standard error near 0.1 nats.
    expect(after.loss).toBeLessThan(exam.knowsFrequencies - 0.3);
    expect(after.accuracy).toBeGreaterThan(0.15);
  });
});

describe('a language in which each blank is determined by its right neighbour', () => {
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    hiddenSize: 32,
    numHiddenLayers: 1,
    numAttentionHeads: 2,
    intermediateSize: 64,
    maxPositionEmbeddings: 12,
    learningRate: 5e-3,
    warmupSteps: 20,
    maxSteps: 500,
  };

  /** Trains on 180 sentences, and returns the accuracy on the 20 others. */
  async function accuracyWith(context: Context): Promise<number> {
    const sentences = rightNeighbourSentences(1, 200);
    const { vocabulary } = await prepareText(
      sentences.map((s) => s.words.join(' ')).join('\n\n'),
      settings,
    );
    const encoder = createEncoder(vocabulary);
    const T = settings.maxPositionEmbeddings;
    const rows = sentences.map(({ words, determined }) => {
      const ids = Array.from(encoder.encode(words.join(' ')).ids);
      expect(ids).toHaveLength(words.length); // each word is one piece
      return { ids: [CLS_ID, ...ids, SEP_ID], blanks: determined.map((d) => d + 1) };
    });
    const toBatch = (chosen: typeof rows, blankOf: (row: number, blanks: number[]) => number[]) => {
      const inputIds = new Int32Array(chosen.length * T);
      const attentionMask = new Int32Array(chosen.length * T);
      const positions: number[] = [];
      const labels: number[] = [];
      chosen.forEach(({ ids, blanks }, b) => {
        inputIds.set(ids, b * T);
        attentionMask.fill(1, b * T, b * T + ids.length);
        for (const blank of blankOf(b, blanks)) {
          positions.push(b * T + blank);
          labels.push(ids[blank]!);
          inputIds[b * T + blank] = MASK_ID;
        }
      });
      return {
        batchSize: chosen.length,
        sequenceLength: T,
        inputIds,
        attentionMask,
        positions: Int32Array.from(positions),
        labels: Int32Array.from(labels),
      } satisfies Batch;
    };
    const model = await freshModel(settings, vocabulary.tokens.length);
    for (let step = 0; step < settings.maxSteps; step++) {
      const chosen = Array.from({ length: 16 }, (_, i) => rows[(step * 16 + i) % 180]!);
      const batch = toBatch(chosen, (_, blanks) => blanks);
      model.train(batch, { ...stepOptions(settings, step), context });
      if (step % 32 === 31) await model.statistics();
    }
    const exam = toBatch(rows.slice(180), (_, blanks) => blanks);
    const { predictions } = await model.evaluate(exam, context);
    model.dispose();
    return predictions.filter((p, i) => p === exam.labels[i]).length / predictions.length;
  }

  it('is solved from both sides and from the right, and is chance from the left', async () => {
    expect(await accuracyWith('both')).toBeGreaterThan(0.95);
    expect(await accuracyWith('right')).toBeGreaterThan(0.95);
    // 80 blanks: three standard errors above 12.5 % is 24 %.
    expect(await accuracyWith('left')).toBeLessThan(RIGHT_NEIGHBOUR_CHANCE + 0.12);
  });
});
