import type { Settings } from '../config/settings';
import { DEFAULT_SETTINGS } from '../config/settings';
import type { Batch } from '../engine/engine';
import type { View } from '../protocol/look';
import type { Problem } from '../protocol/problem';
import type { Metrics, RunState } from '../protocol/run';
import type { Exam, ExamResult } from './exam';
import { createSession, type SessionParts } from './session';
import { type CountingModelOptions, countingModel } from './testModel';

/** Two windows of eight places, six and eight of them tokens, with so many blanks. */
function batchWith(blanks: number): Batch {
  return {
    batchSize: 2,
    sequenceLength: 8,
    inputIds: Int32Array.of(2, 4, 9, 4, 9, 3, 0, 0, 2, 4, 9, 4, 9, 9, 9, 3),
    attentionMask: Int32Array.of(1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1),
    positions: Int32Array.of(1, 3, 9, 11).slice(0, blanks),
    labels: Int32Array.of(7, 8, 9, 10).slice(0, blanks),
  };
}
export const TOKENS_PER_BATCH = 14;

const examWith = (blanks: number): Exam => ({
  batches: blanks > 0 ? [batchWith(blanks)] : [],
  blanks,
  groups: new Uint32Array(blanks),
  vocabSize: 100,
  sentences: 2,
  share: 0.3,
  knowsNothing: Math.log(100),
  knowsFrequencies: 4,
  mostFrequentAccuracy: 0.1,
});

interface Options extends CountingModelOptions {
  /** Blanks of the batch of 0-based step `step`; 4 if left out */
  readonly blanksOf?: (step: number) => number;
  readonly examBlanks?: number;
  /** Whether nothing can be asked, as `createBatches` finds; only where no word was chosen by hand if left out */
  readonly asksNothing?: (settings: Settings) => boolean;
  readonly truth?: SessionParts['truth'];
}

const atHand = ({ maskStrategy }: Settings) => maskStrategy === 'hand';

/** A session with a model that only counts, and all that it reports. */
export function testSession(changed: Partial<Settings> = {}, options: Options = {}) {
  const { blanksOf = () => 4, examBlanks = 4, asksNothing = atHand, truth, ...rest } = options;
  const settings: Settings = { ...DEFAULT_SETTINGS, maxSteps: 50, ...changed };
  const counting = countingModel(rest);
  const states: RunState[] = [];
  const metrics: Metrics[] = [];
  const views: View[] = [];
  const problems: Problem[] = [];
  const exams: [number, ExamResult][] = [];
  const session = createSession({
    model: counting.model,
    batches: { at: (step) => batchWith(blanksOf(step)), asksNothing },
    exam: examWith(examBlanks),
    settings,
    truth,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    events: {
      onState: (state) => states.push(state),
      onMetrics: (m) => metrics.push(m),
      onView: (v) => views.push(v),
      onProblem: (p) => problems.push(p),
      onExam: (step, result) => exams.push([step, result]),
    },
  });
  /** Waits, while it trains, until so many steps were taken. */
  const reach = async (step: number) => {
    while (counting.model.step < step) await new Promise((resolve) => setImmediate(resolve));
  };
  const points = () => metrics.flatMap(({ train }) => train);
  const evals = () => metrics.flatMap((m) => m.evals);
  return {
    ...{ session, settings, ...counting, reach },
    ...{ states, metrics, views, problems, exams, points, evals },
  };
}

/** [CLS] text [MASK] [SEP] */
export const LOOK = { requestId: 1, inputIds: Int32Array.of(2, 10, 4, 3), blanks: [2] };
