import { counted } from '../../base/words';
import type { ModelSitting } from '../../store/playground/youFirst/state';

/** Which model the person plays against, in words for the page: "the pretrained model, trained on this text for 200 steps". */
export function opponent({ beginFrom, step }: Pick<ModelSitting, 'beginFrom' | 'step'>): string {
  const model =
    beginFrom === 'starter'
      ? 'the pretrained model (the starter)'
      : 'a model that was not pretrained';
  return step === 0
    ? `${model}, before any training on this text`
    : `${model}, trained on this text for ${counted(step, 'step')}`;
}
