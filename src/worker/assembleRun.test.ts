import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { type EncodedBlobs, loadEncoded, storeEncoded } from '../dataset/encodedBlobs';
import { prepareText } from '../dataset/prepare';
import { allTokens } from '../dataset/testTokens';
import { compile } from '../grammar/compile';
import { sampleSentences } from '../grammar/sample';
import { writeSentences } from '../grammar/write';
import { bertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import type { Vocabulary } from '../tokenizer/vocabulary';
import { assembleRun, type RunIngredients } from './assembleRun';
import { startEngine } from './testEngines';

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  ...{ tokenizer: 'word', minFrequency: 1, keepTogether: false, packSentences: false },
  ...{ hiddenSize: 8, numHiddenLayers: 1, numAttentionHeads: 1, intermediateSize: 8 },
  ...{ maxPositionEmbeddings: 16, batchSize: 4 },
};
const GRAMMAR = 'text = <who> <does> .\nwho = the cat | the dog\ndoes = sleeps | sees <who>';

let stored: EncodedBlobs;
let vocabulary: Vocabulary;
beforeAll(async () => {
  const drawn = sampleSentences(compile(GRAMMAR, { maxWords: 14 }), 1, 1000);
  const text = writeSentences(drawn.map(({ words }) => words));
  const prepared = await prepareText(text, settings);
  stored = storeEncoded(prepared);
  vocabulary = prepared.vocabulary;
});

const assemble = (changed: Partial<RunIngredients> = {}, onPhase = (_phase: string) => {}) =>
  assembleRun(
    {
      ...{ settings, stored, vocabSize: vocabulary.tokens.length, language: undefined },
      byHand: Uint32Array.of(),
      ...changed,
    },
    onPhase,
  );

describe('a run', () => {
  it('has the batches, the exam and the model that its settings say', async () => {
    const { batches, exam, task, truth, facts } = await assemble();
    const V = vocabulary.tokens.length;
    const batch = batches.at(0, settings);
    expect([batch.batchSize, batch.sequenceLength]).toEqual([4, 16]);
    expect(task.trial.batch(3)).toEqual(batches.at(3, settings));
    const windows = exam.batches.reduce((sum, { batchSize }) => sum + batchSize, 0);
    // Embeddings, one layer and the head, D = F = 8, T = 16: by hand.
    const embeddings = (V + 16 + 2) * 8 + 16;
    const layer = 4 * (8 * 8 + 8) + 16 + 2 * (8 * 8 + 8) + 16;
    const head = 8 * 8 + 8 + 16 + V;
    expect(facts).toEqual({
      parameterCount: embeddings + layer + head,
      examSentences: exam.sentences,
      examBlanks: exam.blanks,
      examShare: exam.share,
      examRounds: windows / 100,
      knowsNothing: Math.log(V),
      knowsFrequencies: exam.knowsFrequencies,
      mostFrequentAccuracy: exam.mostFrequentAccuracy,
      examId: expect.stringMatching(/^[0-9a-f]{16}$/),
      language: undefined,
    });
    expect(facts.examSentences).toBe(100);
    expect(truth).toBeUndefined();
  });

  it('is made on an engine from its seed, or goes on from a kept state', async () => {
    const phases: string[] = [];
    const { task } = await assemble({}, (phase) => phases.push(phase));
    const engine = await startEngine('wasm');
    expect((await task.makeModel(engine)).step).toBe(0);
    expect(phases).toEqual(['counting to three']);
    const state = (length: number) => {
      const numbers = new Float32Array(length);
      return { parameters: numbers, firstMoment: numbers, secondMoment: numbers, step: 7 };
    };
    const { length } = parameterLayout(bertConfig(settings, vocabulary.tokens.length));
    const again = await assemble({ state: state(length) });
    expect((await again.task.makeModel(engine)).step).toBe(7);
    await expect(assemble({ state: state(3) })).rejects.toThrow('the saved weights are 3 numbers');
  });

  it('asks for the words that were chosen by hand, and those alone', async () => {
    const byHand: Settings = { ...settings, maskStrategy: 'hand' };
    const { ids } = allTokens(await loadEncoded(stored));
    const { batches, chooseByHand } = await assemble({ settings: byHand });
    expect(batches.asksNothing(byHand)).toBe(true);
    // Two words side by side, in a sentence that is trained on.
    let first = 0;
    for (; batches.asksNothing(byHand); first++) chooseByHand(Uint32Array.of(first, first + 2));
    const chosen = ids.slice(first - 1, first + 1);
    const asked = () => [...new Set(batches.at(0, byHand).labels)].toSorted((a, b) => a - b);
    expect(asked()).toEqual([...new Set(chosen)].toSorted((a, b) => a - b));
    chooseByHand(Uint32Array.of());
    expect(batches.asksNothing(byHand)).toBe(true);
    const again = await assemble({
      settings: byHand,
      byHand: Uint32Array.of(first - 1, first + 1),
    });
    expect(again.batches.at(0, byHand).labels.length).toBeGreaterThan(0);
  });
});

describe('a run on the sentences of a language', () => {
  it('knows its exact answers and floors, and has a longer exam', async () => {
    const language = { grammar: GRAMMAR, vocabulary };
    const { exam, truth, facts } = await assemble({ language });
    if (!facts.language || !('floors' in facts.language)) throw new Error('nothing is known');
    const { floors, telling } = facts.language;
    expect(floors.both.loss).toBeLessThan(floors.left.loss);
    expect(telling).toHaveLength(vocabulary.tokens.length);
    expect(exam.blanks).toBeGreaterThan(1.5 * (await assemble()).exam.blanks);
    // "the ___ sleeps": a cat or a dog, and nothing else.
    const id = (word: string) => vocabulary.tokens.indexOf(word);
    const asked = Int32Array.of(2, id('the'), 4, id('sleeps'), id('.'), 3);
    const [answer] = truth!.posterior(asked, [2], 'both')!;
    expect(answer![id('cat')]! + answer![id('dog')]!).toBeCloseTo(1, 9);
  });

  it('says why nothing is known of it under these settings', async () => {
    const language = { grammar: GRAMMAR, vocabulary };
    const packed = await assemble({ language, settings: { ...settings, packSentences: true } });
    expect(packed.truth).toBeUndefined();
    expect(packed.facts.language).toEqual({ reason: expect.stringContaining('Fill windows') });
  });
});
