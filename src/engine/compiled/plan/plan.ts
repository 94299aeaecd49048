import type { BertConfig } from '../../../model/config';
import { addBackward } from './backward';
import { createContext, type PlanInput, part, whole } from './context';
import { addForward, addLoss } from './forward';
import { addParameterGradients } from './gradients';

/**
 * The parts of a step, in order, after the forward pass of a look: it is empty where that of a step makes all attention
 * maps anyway.
 */
export const PARTS = ['look', 'forward', 'loss', 'backward', 'update'] as const;
export type Part = (typeof PARTS)[number];

/** Number of dropout sites: the embeddings, and three a layer, in the order of the forward pass. */
export const dropoutSites = (config: BertConfig) => 1 + 3 * config.numHiddenLayers;

/**
 * BertForMaskedLM's training step as calls of `input.ops`, in order. Returns where each part ends, in
 * what `ops.length` counts.
 */
export function makePlan<Buf>(input: PlanInput<Buf>): Readonly<Record<Part, number>> {
  const context = createContext(input);
  const { ops, buffers, layout, sparesQueries } = context;
  if (sparesQueries) addForward({ ...context, sparesQueries: false });
  const look = ops.length;
  addForward(context);
  const forward = ops.length;
  addLoss(context);
  const loss = ops.length;
  if (input.purpose === 'look') return { look, forward, loss, backward: loss, update: loss };
  addBackward(context);
  if (!context.inChunks) addParameterGradients(context);
  ops.gradientNorm('gradient norm', whole(buffers.gradients));
  const backward = ops.length;
  ops.statistics('statistics', whole(buffers.losses));
  ops.adamW('AdamW', part(buffers.gradients, 0, layout.length));
  return { look, forward, loss, backward, update: ops.length };
}
