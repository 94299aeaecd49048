import type { TrainingState } from '../base/trainingState';
import type { Settings } from '../config/settings';
import { bertConfig } from '../model/config';
import type { TrainerRequest } from '../protocol/trainer';
import { starterVocabulary, starterWeights } from '../starter/files';
import { grow } from '../starter/grow';

type Begin = NonNullable<Extract<TrainerRequest, { type: 'load' }>['starter']>;

/**
 * A run that begins from a starter, before its first step.
 *
 * @throws where the starter cannot be loaded, or has another size
 */
export async function fromStarter(
  settings: Settings,
  { language, vocabulary }: Begin,
): Promise<TrainingState> {
  const [own, tensors] = await Promise.all([starterVocabulary(language), starterWeights(language)]);
  const config = bertConfig(settings, vocabulary.tokens.length);
  const parameters = await grow(tensors, own, vocabulary, config);
  const moment = () => new Float32Array(parameters.length);
  return { parameters, firstMoment: moment(), secondMoment: moment(), step: 0 };
}
