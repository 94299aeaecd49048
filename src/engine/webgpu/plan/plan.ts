import type { BertConfig } from '../../../model/config';
import type { Dispatch } from '../kernel';
import type { Product } from '../tilings';
import { addBackward } from './backward';
import { createContext, type PlanInput } from './context';
import { addForward, addLoss } from './forward';
import { addParameterGradients } from './gradients';
import { addUpdate } from './update';

/** The dispatches of a step, in order. */
export interface Plan {
  readonly forward: readonly Dispatch[];
  readonly loss: readonly Dispatch[];
  readonly backward: readonly Dispatch[];
  readonly update: readonly Dispatch[];
  /** The matrix products among them, for the tuner */
  readonly products: readonly Product[];
  dispose(): void;
}

/** Number of dropout sites: the embeddings, and three a layer, in the order of the forward pass. */
export const dropoutSites = (config: BertConfig) => 1 + 3 * config.numHiddenLayers;

/** BertForMaskedLM's training step as a list of dispatches, 22 + 15 L of them. */
export function makePlan(input: PlanInput): Plan {
  const context = createContext(input);
  const { build } = context;
  const upTo = (add: (c: typeof context) => void) => {
    add(context);
    return build.length;
  };
  const forward = upTo(addForward);
  const loss = upTo(addLoss);
  upTo(addBackward);
  const backward = upTo(addParameterGradients);
  upTo(addUpdate);
  const { dispatches, products, dispose } = build.finish();
  return {
    forward: dispatches.slice(0, forward),
    loss: dispatches.slice(forward, loss),
    backward: dispatches.slice(loss, backward),
    update: dispatches.slice(backward),
    products,
    dispose,
  };
}
