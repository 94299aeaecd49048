import type { Settings } from '../../config/settings';
import { type BertConfig, bertConfig } from '../../model/config';
import { parameterLayout } from '../../model/layout';
import type { UseModel } from '../../protocol/uses';
import { starterVocabulary } from '../../starter/files';
import { storedRuns } from '../../storage/runShelf';
import type { Vocabulary } from '../../tokenizer/vocabulary';
import { shippedParameters } from '../../uses/files';
import { materialOf } from '../../uses/material';
import type { Use } from '../../uses/use';
import { fromModel } from '../fromModel';
import { problemOf, Refusal } from './problems';

/** All that a model is made of. */
export interface Weights {
  readonly vocabulary: Vocabulary;
  readonly settings: Settings;
  readonly config: BertConfig;
  /** [P] */
  readonly parameters: Float32Array;
}

type Other = Extract<UseModel, { kind: 'other' }>;

async function stateOf({ from, settings }: Other, vocabulary: Vocabulary) {
  if ('starter' in from) return fromModel(settings, { vocabulary, language: from.starter });
  if ('weights' in from) {
    return fromModel(settings, { vocabulary, model: { vocabulary, weights: from.weights } });
  }
  const state = from.state ?? (await storedRuns().state(from.runId));
  if (!state) throw new Error('its weights cannot be read from this browser’s storage');
  return state;
}

async function vocabularyOf({ from, vocabulary }: Other): Promise<Vocabulary> {
  if (vocabulary) return vocabulary;
  if ('starter' in from) return starterVocabulary(from.starter);
  throw new Error('vocabularyOf: only the starter’s is known');
}

/** @throws where it cannot be read, or its parameters are those of another size */
async function otherWeights(model: Other): Promise<Weights> {
  const vocabulary = await vocabularyOf(model);
  const { settings } = model;
  const config = bertConfig(settings, vocabulary.tokens.length);
  const { parameters } = await stateOf(model, vocabulary);
  const { length } = parameterLayout(config);
  if (parameters.length !== length) {
    throw new Error(`it has ${parameters.length} parameters, where its settings ask for ${length}`);
  }
  return { vocabulary, settings, config, parameters };
}

async function shippedWeights(use: Use): Promise<Weights> {
  const { vocabulary, settings, config } = materialOf(use.world);
  try {
    const parameters = await shippedParameters(use.world.id, config);
    return { vocabulary, settings, config, parameters };
  } catch (error) {
    throw new Refusal({
      ...problemOf(error, 'The model of this use could not be loaded.'),
      advice: 'Reload the page. Or press “Train it here”, which needs no model from elsewhere.',
    });
  }
}

const untaught = () =>
  new Refusal({
    kind: 'settings',
    what: 'No model has been trained here yet.',
    why: 'What was trained is gone with the page, or with the worker that trained it.',
    advice: 'Press “Train it here”, or choose the model that was trained for this use.',
  });

const unfit = (name: string) =>
  new Refusal({
    kind: 'settings',
    what: `${name} cannot be asked here.`,
    why: 'This use is about a language of its own, which only the model that was trained for it knows.',
    advice: 'Choose the model that was trained for this use.',
  });

/**
 * What the model that is to answer is made of.
 *
 * @param here the parameters that were trained here for this use
 * @throws {Refusal} where there is no such model, or it has no place here
 */
export async function weightsOf(
  use: Use,
  model: UseModel,
  here: Float32Array | undefined,
): Promise<Weights> {
  switch (model.kind) {
    case 'shipped':
      return shippedWeights(use);
    case 'here': {
      if (!here) throw untaught();
      const { vocabulary, settings, config } = materialOf(use.world);
      return { vocabulary, settings, config, parameters: here };
    }
    case 'other':
      if (!use.about.takesAnyModel) throw unfit(model.name);
      return otherWeights(model);
  }
}
