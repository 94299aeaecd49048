import { DEFAULT_SETTINGS, type Settings } from '../config/settings';
import { bertConfig } from '../model/config';
import { initialValues } from '../model/initialValues';
import { parameterLayout } from '../model/layout';
import type { SavedModel } from '../protocol/look';
import { askGuesses, askReference } from './reference';

/** A small model, a sentence, and the questions what that model looks at and guesses in it. */

export const V = 50;
export const settings: Settings = {
  ...DEFAULT_SETTINGS,
  hiddenSize: 24,
  numHiddenLayers: 3,
  numAttentionHeads: 2,
  intermediateSize: 40,
  maxPositionEmbeddings: 12,
};
export const config = bertConfig(settings, V);
export const layout = parameterLayout(config);
// Ten times the initial values: heads that look at some tokens much more than at others.
export const parameters = initialValues(config, layout, 7).map((x) =>
  Math.abs(x) === 1 ? x : 10 * x,
);
export const look = {
  requestId: 3,
  inputIds: Int32Array.of(2, 11, 4, 37, 9, 4, 20, 3),
  blanks: [2, 5],
  answers: [17, undefined],
};
export const model = { settings, vocabSize: V, parameters };
const pacing = { pause: async () => {}, isWanted: () => true };
export const ask = (changed: Partial<SavedModel>, asked = look) =>
  askReference({ ...model, ...changed }, asked, config, pacing);
export const askGuess = (changed: Partial<SavedModel>, asked = look) =>
  askGuesses({ ...model, ...changed }, asked, config, pacing);
