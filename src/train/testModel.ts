import { vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../config/settings';
import type { TrainableModel, TrainingState } from '../engine/engine';
import { type BertConfig, bertConfig } from '../model/config';

const VOCAB_SIZE = 100;

export interface CountingModelOptions {
  readonly config?: BertConfig;
  /** The loss of step `step`, 1 being the first; it may throw */
  readonly losses?: (step: number) => number;
  readonly gradNorms?: (step: number) => number;
  /** -ln p of every blank of the exam, at a step */
  readonly examLoss?: (step: number) => number;
  /** What a step takes on the faked clock, ms; the real one if left out */
  readonly msPerStep?: number;
  /** How many parameters it says to have when it is read */
  readonly parameters?: number;
  /** Steps that were taken before */
  readonly step?: number;
  /** Why it cannot be trained */
  readonly onlyLooks?: string;
  /** Whether it takes short sentences as they are */
  readonly anyLength?: boolean;
}

/** A model that counts its steps, has losses on order, and notes in `log` what else is done with it. */
export function countingModel({
  config = bertConfig(DEFAULT_SETTINGS, VOCAB_SIZE),
  losses = () => 1,
  gradNorms = () => 1,
  examLoss = () => 2,
  msPerStep,
  ...options
}: CountingModelOptions = {}) {
  const log: string[] = [];
  let step = options.step ?? 0;
  let queued: { loss: number; gradNorm: number }[] = [];
  let [last, previous] = [step, step];
  let aside: number | undefined;
  const stateAt = (step: number): TrainingState => {
    const none = () => new Float32Array(options.parameters ?? 0);
    return { parameters: none(), firstMoment: none(), secondMoment: none(), step };
  };
  const model: TrainableModel = {
    config,
    onlyLooks: options.onlyLooks,
    anyLength: options.anyLength ?? false,
    get step() {
      return step;
    },
    train() {
      step++;
      queued.push({ loss: losses(step), gradNorm: gradNorms(step) });
    },
    async statistics() {
      const taken = queued;
      queued = [];
      if (msPerStep) vi.advanceTimersByTime(msPerStep * taken.length);
      return {
        losses: Float32Array.from(taken, ({ loss }) => loss),
        gradNorms: Float32Array.from(taken, ({ gradNorm }) => gradNorm),
      };
    },
    async evaluate(batch, context) {
      log.push(`exam@${step} ${context}`);
      return {
        losses: new Float32Array(batch.positions.length).fill(examLoss(step)),
        predictions: Int32Array.from(batch.labels),
      };
    },
    async infer({ positions, sequenceLength: T }) {
      log.push(`look@${step}`);
      const { vocabSize, numHiddenLayers: L, numAttentionHeads: H } = config;
      return {
        logits: new Float32Array(positions.length * vocabSize),
        attentions: new Float32Array(L * H * T * T),
      };
    },
    mark() {
      previous = last;
      last = step;
      log.push(`mark@${step}`);
    },
    restore(which) {
      step = which === 'last' ? last : previous;
      queued = [];
      log.push(`restore ${which}`);
    },
    setAside() {
      aside = step;
      log.push(`aside@${step}`);
    },
    swapAside() {
      if (aside === undefined) return;
      [step, aside] = [aside, step];
      [last, previous] = [step, step];
      log.push(`swap@${step}`);
    },
    async readAside() {
      if (aside !== undefined) log.push(`readAside@${aside}`);
      return aside === undefined ? undefined : stateAt(aside);
    },
    putAside(state) {
      aside = state.step;
      log.push(`putAside@${aside}`);
    },
    async read(): Promise<TrainingState> {
      log.push(`read@${step}`);
      return stateAt(step);
    },
    dispose: () => log.push('dispose'),
  };
  /** Steps at which something was noted, in order: `at('exam')` */
  const at = (what: string) =>
    log
      .filter((line) => line.startsWith(`${what}@`))
      .map((line) => Number.parseInt(line.slice(what.length + 1), 10));
  return { model, log, at };
}
