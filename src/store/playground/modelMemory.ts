import { deviceBytes } from '../../base/deviceMemory';
import { beginOpened } from '../../config/openedModel';
import type { Settings } from '../../config/settings';
import { lookingBytes, parameterCount, trainingBytes } from '../../config/size';
import type { OpenedModel } from '../../protocol/models';
import type { Problem } from '../../protocol/problem';

/** What an opened model takes, about, in bytes. */
export interface ModelMemory {
  readonly parameters: number;
  readonly looking: number;
  /** With the batch that is set */
  readonly training: number;
  /** What the browser says the device has; undefined where it does not */
  readonly device: number | undefined;
}

/** What a run needs that begins from this model and is otherwise set as `settings` are. */
export function modelMemory(
  model: OpenedModel,
  settings: Settings,
  device: number | undefined = deviceBytes(),
): ModelMemory {
  const begun = { ...settings, ...beginOpened(model) };
  const vocabSize = model.vocabulary.tokens.length;
  return {
    // All of its positions count in the file, and only those of a run in memory.
    parameters: parameterCount({ ...begun, maxPositionEmbeddings: model.positions }, vocabSize),
    looking: lookingBytes(begun, vocabSize),
    training: trainingBytes(begun, vocabSize),
    device,
  };
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** Why not even a look at this model fits; undefined where it does. */
export function whyNoRoom(
  model: OpenedModel,
  settings: Settings,
  given: number | undefined = deviceBytes(),
): Problem | undefined {
  const { looking, device } = modelMemory(model, settings, given);
  if (device === undefined || looking <= device) return undefined;
  return {
    kind: 'settings',
    what: 'This model is too large for this device.',
    why: `Looking at it takes about ${gigabytes(looking)}, and the browser says that the device has ${gigabytes(device)}.`,
    advice: 'Choose a smaller BERT, as BERT-mini, or another device.',
  };
}
