import { otherHeads } from '../config/sameHeads';
import { type BertConfig, bertConfig } from '../model/config';
import { encodeLayers } from '../model/hiddenStates';
import { parameterLayout } from '../model/layout';
import type { Look, ReferenceAnswer, SavedModel } from '../protocol/look';

/** Why `model` cannot be compared with a model of shape `present` in this sentence; undefined where it can. */
function refusal({ settings, vocabSize, parameters }: SavedModel, look: Look, present: BertConfig) {
  const config = bertConfig(settings, vocabSize);
  const T = config.maxPositionEmbeddings;
  const heads = otherHeads(config, present);
  if (heads) return heads;
  if (vocabSize !== present.vocabSize) {
    return `That run has a vocabulary of ${vocabSize} tokens and this one of ${present.vocabSize}, so the same sentence becomes other tokens there.`;
  }
  if (look.inputIds.length > T) {
    return `This sentence is ${look.inputIds.length} tokens long with [CLS] and [SEP], and the model of that run reads ${T} at most. Choose a shorter sentence.`;
  }
  const { length } = parameterLayout(config);
  if (parameters.length !== length) {
    return `That run was kept with ${parameters.length} numbers where its settings ask for ${length}. It is damaged, or was kept by another version of this page.`;
  }
  return undefined;
}

/**
 * What every head of a saved model attends to in a sentence, computed in plain loops, so that no engine has to hold a
 * second model. Rests after every layer.
 *
 * @param present the shape of the model that it is to be compared with
 * @param isWanted asked after every rest
 * @returns undefined if the answer is not wanted any more
 */
export async function askReference(
  model: SavedModel,
  look: Look,
  present: BertConfig,
  pause: () => Promise<void>,
  isWanted: () => boolean,
): Promise<ReferenceAnswer | undefined> {
  const { requestId, inputIds } = look;
  const wrong = refusal(model, look, present);
  if (wrong) return { requestId, refusal: wrong };
  const { settings, vocabSize, parameters } = model;
  const config = bertConfig(settings, vocabSize);
  const length = inputIds.length;
  const { numHiddenLayers: layers, numAttentionHeads: heads } = config;
  const perLayer = heads * length * length;
  const attentions = new Float32Array(layers * perLayer);
  let l = 0;
  for (const layer of encodeLayers(config, parameters, inputIds, settings.context)) {
    attentions.set(layer.attentions, l++ * perLayer);
    await pause();
    if (!isWanted()) return undefined;
  }
  return { requestId, maps: { length, layers, heads, attentions } };
}
