import * as tf from '@tensorflow/tfjs-core';
import type { Context } from '../../config/settings';
import type { BertConfig } from '../../model/config';
import { type Layout, parameterLayout } from '../../model/layout';
import type {
  Batch,
  EvaluationResult,
  Inference,
  StepOptions,
  StepStatistics,
  TrainableModel,
  TrainingState,
} from '../engine';
import { type AdamState, decayMask } from './adamw';
import { blankTensors, encode, lossAndGradients, namedGroups, predict } from './bert';
import { chooseOps } from './chooseOps';
import { logSoftmax, oneHot } from './ops';

interface Moment {
  readonly state: AdamState;
  readonly step: number;
}

/**
 * The portable training step. The state is immutable tensors, replaced each step, so `mark` only
 * keeps a reference.
 */
export function createTfjsModel(
  config: BertConfig,
  initial: TrainingState,
  engine: {
    /** Makes the model's backend the one that TensorFlow.js runs on */
    readonly activate: () => void;
    /** Told the step whose statistics have been read */
    readonly onRead: (step: number) => void;
  },
): TrainableModel {
  const { activate, onRead } = engine;
  activate();
  const layout: Layout = parameterLayout(config);
  const { flatTensor, splitGroups, adamWStep } = chooseOps();
  const decay = flatTensor(decayMask(layout));
  const upload = ({ parameters, firstMoment, secondMoment, step }: TrainingState): Moment => ({
    state: {
      parameters: flatTensor(parameters),
      firstMoment: flatTensor(firstMoment),
      secondMoment: flatTensor(secondMoment),
    },
    step,
  });
  let now = upload(initial);
  let last: Moment | undefined;
  let previous: Moment | undefined;
  let aside: Moment | undefined;
  let pending: { loss: tf.Scalar; gradNorm: tf.Scalar }[] = [];

  /** Frees `moment` unless one of the places still refers to it. */
  const release = (moment: Moment | undefined) => {
    if (!moment || [now, last, previous, aside].includes(moment)) return;
    tf.dispose([moment.state.parameters, moment.state.firstMoment, moment.state.secondMoment]);
  };
  const move = (next: Moment) => {
    const old = now;
    now = next;
    release(old);
  };

  const download = async ({ state, step }: Moment): Promise<TrainingState> => {
    const [p, m, v] = await Promise.all([
      state.parameters.data(),
      state.firstMoment.data(),
      state.secondMoment.data(),
    ]);
    return {
      parameters: Float32Array.from(p),
      firstMoment: Float32Array.from(m),
      secondMoment: Float32Array.from(v),
      step,
    };
  };

  const namedParameters = () => namedGroups(splitGroups(now.state.parameters, layout), layout);

  return {
    config,
    get step() {
      return now.step;
    },

    train(batch: Batch, options: StepOptions) {
      activate();
      const { hiddenDropoutProb, attentionProbsDropoutProb } = options.dropout;
      const dropout =
        hiddenDropoutProb > 0 || attentionProbsDropoutProb > 0 ? options.dropout : undefined;
      const result = tf.tidy(() => {
        const { loss, gradients } = lossAndGradients(now.state.parameters, layout, config, batch, {
          context: options.context,
          dropout,
        });
        const { state, gradNorm } = adamWStep(now.state, gradients, decay, now.step + 1, options);
        return { loss, gradNorm, ...state };
      });
      const { loss, gradNorm, ...state } = result;
      pending.push({ loss, gradNorm });
      move({ state, step: now.step + 1 });
    },

    async statistics(): Promise<StepStatistics> {
      const queued = pending;
      const { step } = now;
      pending = [];
      if (queued.length === 0) {
        return { losses: new Float32Array(0), gradNorms: new Float32Array(0) };
      }
      activate();
      const both = tf.tidy(() =>
        tf.stack([...queued.map((q) => q.loss), ...queued.map((q) => q.gradNorm)]),
      );
      tf.dispose(queued.flatMap((q) => [q.loss, q.gradNorm]));
      const values = (await both.data()) as Float32Array; // a CPU-GPU sync point
      both.dispose();
      onRead(step);
      return { losses: values.slice(0, queued.length), gradNorms: values.slice(queued.length) };
    },

    async evaluate(batch: Batch, context: Context): Promise<EvaluationResult> {
      activate();
      const M = batch.positions.length;
      const [losses, predictions] = tf.tidy(() => {
        const parameters = namedParameters();
        const blanks = blankTensors(batch);
        const hidden = encode(parameters, config, batch, { context });
        const logp = logSoftmax(predict(parameters, config, hidden, blanks.positions)); // [M, V]
        const hot = oneHot(blanks.labels, config.vocabSize);
        return [tf.neg(tf.sum(tf.mul(logp, hot), 1)), tf.argMax(logp, 1)];
      });
      const [l, p] = await Promise.all([losses!.data(), predictions!.data()]); // sync point
      tf.dispose([losses!, predictions!]);
      return {
        losses: (l as Float32Array).slice(0, M),
        predictions: (p as Int32Array).slice(0, M),
      };
    },

    async infer(batch: Batch, context: Context, options): Promise<Inference> {
      activate();
      const { vocabSize: V, hiddenSize: D } = config;
      const M = batch.positions.length;
      const [logits, attentions, lower, last] = tf.tidy(() => {
        const parameters = namedParameters();
        const maps: tf.Tensor3D[] = [];
        const states: tf.Tensor2D[] = [];
        const blanks = blankTensors(batch);
        const hidden = encode(parameters, config, batch, {
          context,
          onAttention: (p) => {
            if (options.attentions) maps.push(tf.keep(tf.clone(p)));
          },
          onHidden: (x) => states.push(x),
        });
        const stacked = maps.length > 0 ? tf.stack(maps) : tf.zeros([0]);
        tf.dispose(maps);
        const logits = predict(parameters, config, hidden, blanks.positions);
        if (!options.hiddenStates) return [logits, stacked];
        const last = chooseOps().gatherRows(hidden, blanks.positions);
        return [logits, stacked, tf.stack(states.slice(0, -1)), last];
      });
      const tensors = [logits!, attentions!, ...(lower && last ? [lower, last] : [])];
      const read = await Promise.all(tensors.map((t) => t.data() as Promise<Float32Array>)); // sync point
      tf.dispose(tensors);
      const [l, a, h, end] = read;
      return {
        logits: l!.slice(0, M * V),
        attentions: a!.slice(),
        ...(h && end && { hiddenStates: { lower: h.slice(), last: end.slice(0, M * D) } }),
      };
    },

    mark() {
      const old = previous;
      previous = last;
      last = now;
      release(old);
    },

    restore(which) {
      const target = which === 'previous' ? (previous ?? last) : last;
      tf.dispose(pending.flatMap((q) => [q.loss, q.gradNorm]));
      pending = [];
      if (!target) return;
      move(target);
      onRead(target.step);
      // The other marks lie on the way that was left, and may be spoilt.
      const marks = [last, previous];
      last = target;
      previous = undefined;
      for (const mark of marks) release(mark);
    },

    setAside() {
      const old = aside;
      aside = now;
      release(old);
    },

    swapAside() {
      if (!aside) return;
      [now, aside] = [aside, now];
      const marks = [last, previous];
      last = previous = undefined;
      for (const mark of marks) release(mark);
      onRead(now.step);
    },

    readAside: async () => aside && download(aside),

    putAside(state) {
      activate();
      const old = aside;
      // A backend may keep the arrays instead of copying them.
      aside = upload(structuredClone(state));
      release(old);
    },

    read: () => download(now),

    dispose() {
      const moments = new Set([now, last, previous, aside]);
      for (const moment of moments) {
        if (moment) {
          tf.dispose([
            moment.state.parameters,
            moment.state.firstMoment,
            moment.state.secondMoment,
          ]);
        }
      }
      tf.dispose(pending.flatMap((q) => [q.loss, q.gradNorm]));
      pending = [];
      last = previous = aside = undefined;
      decay.dispose();
    },
  };
}
