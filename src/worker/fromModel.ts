import type { TrainingState } from '../base/trainingState';
import type { Settings } from '../config/settings';
import { modelTensors } from '../interop/opening/modelTensors';
import { openSafetensors } from '../interop/opening/safetensorsFile';
import { bertConfig } from '../model/config';
import type { Beginning } from '../protocol/models';
import { starterVocabulary, starterWeights } from '../starter/files';
import { grow } from '../starter/grow';

async function sourceOf(begin: Beginning) {
  if ('language' in begin) {
    const { language } = begin;
    const [own, tensors] = await Promise.all([
      starterVocabulary(language),
      starterWeights(language),
    ]);
    return { own, tensors };
  }
  const { vocabulary, weights } = begin.model;
  return { own: vocabulary, tensors: modelTensors(await openSafetensors(weights)) };
}

/**
 * A run that begins from the starter or from an opened model, before its first step.
 *
 * @throws where that cannot be loaded, or has another size
 */
export async function fromModel(settings: Settings, begin: Beginning): Promise<TrainingState> {
  const { own, tensors } = await sourceOf(begin);
  const { vocabulary } = begin;
  const config = bertConfig(settings, vocabulary.tokens.length);
  const parameters = await grow(tensors, own, vocabulary, config);
  const moment = () => new Float32Array(parameters.length);
  return { parameters, firstMoment: moment(), secondMoment: moment(), step: 0 };
}
