import { otherHeads } from '../config/sameHeads';
import { type BertConfig, bertConfig } from '../model/config';
import { type EncodedLayer, encodeLayers } from '../model/hiddenStates';
import { parameterLayout } from '../model/layout';
import { maskedLogits } from '../model/maskedLogits';
import type { GuessAnswer, Look, ReferenceAnswer, SavedModel } from '../protocol/look';
import { bestGuesses, GUESSES, rankedAnswer } from './look';

/** Why `model` cannot read this sentence beside a model of shape `present`; undefined where it can. */
function refusal({ settings, vocabSize, parameters }: SavedModel, look: Look, present: BertConfig) {
  const config = bertConfig(settings, vocabSize);
  const T = config.maxPositionEmbeddings;
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

/** How a question to another model is worked on. */
export interface Pacing {
  /** Called after every layer */
  readonly pause: () => Promise<void>;
  /** Asked after every rest */
  readonly isWanted: () => boolean;
}

/**
 * Has a saved model read a sentence, in plain loops, so that no engine has to hold a second model. Rests after every
 * layer. False if the answer is not wanted any more.
 */
async function read(
  { settings, vocabSize, parameters }: SavedModel,
  look: Look,
  { pause, isWanted }: Pacing,
  onLayer: (layer: EncodedLayer) => void,
): Promise<boolean> {
  const config = bertConfig(settings, vocabSize);
  for (const layer of encodeLayers(config, parameters, look.inputIds, settings.context)) {
    onLayer(layer);
    await pause();
    if (!isWanted()) return false;
  }
  return true;
}

/**
 * What every head of a saved model attends to in a sentence.
 *
 * @param present the shape of the model that it is to be compared with
 * @returns undefined if the answer is not wanted any more
 */
export async function askReference(
  model: SavedModel,
  look: Look,
  present: BertConfig,
  pacing: Pacing,
): Promise<ReferenceAnswer | undefined> {
  const { requestId, inputIds } = look;
  const config = bertConfig(model.settings, model.vocabSize);
  const wrong = otherHeads(config, present) ?? refusal(model, look, present);
  if (wrong) return { requestId, refusal: wrong };
  const length = inputIds.length;
  const { numHiddenLayers: layers, numAttentionHeads: heads } = config;
  const perLayer = heads * length * length;
  const attentions = new Float32Array(layers * perLayer);
  let l = 0;
  const isRead = await read(model, look, pacing, (layer) => {
    attentions.set(layer.attentions, l++ * perLayer);
  });
  return isRead ? { requestId, maps: { length, layers, heads, attentions } } : undefined;
}

/**
 * What a saved model guesses for each blank of a sentence. Its shape may differ from that of the `present` model, but not
 * its vocabulary.
 *
 * @returns undefined if the answer is not wanted any more
 */
export async function askGuesses(
  model: SavedModel,
  look: Look,
  present: BertConfig,
  pacing: Pacing,
): Promise<GuessAnswer | undefined> {
  const { requestId, blanks } = look;
  const wrong = refusal(model, look, present);
  if (wrong) return { requestId, refusal: wrong };
  const { settings, vocabSize, parameters } = model;
  let hidden: Float32Array | undefined;
  const isRead = await read(model, look, pacing, (layer) => {
    hidden = layer.hidden;
  });
  if (!isRead || !hidden) return undefined;
  const logits = maskedLogits(bertConfig(settings, vocabSize), parameters, hidden, blanks);
  const row = (m: number) => logits.subarray(m * vocabSize, (m + 1) * vocabSize);
  return {
    requestId,
    guesses: blanks.map((_, m) => bestGuesses(row(m), look.count ?? GUESSES)),
    answers: blanks.map((_, m) => {
      const id = look.answers?.[m];
      return id === undefined ? undefined : rankedAnswer(row(m), id);
    }),
  };
}
