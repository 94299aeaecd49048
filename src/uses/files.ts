import { checkTensors, type ModelTensors, modelTensors } from '../interop/opening/modelTensors';
import { openSafetensors } from '../interop/opening/safetensorsFile';
import type { BertConfig } from '../model/config';
import { parameterLayout } from '../model/layout';
import type { UseResults } from '../protocol/uses';

const NOT_FOUND = 404;

// A build takes such an address for all files that it could stand for (Vite, "new URL with template literals"), so a new
// use needs no line here. What there is none of becomes an address without a file.
const resultsAddress = (use: string) => new URL(`./${use}/results.json`, import.meta.url);
const weightsAddress = (world: string) => new URL(`./${world}/model.safetensors`, import.meta.url);

/**
 * What `npm run uses` measured for a use; undefined where it has not been measured.
 *
 * @throws with the reason where it cannot be loaded
 */
export async function resultsOf(use: string): Promise<UseResults | undefined> {
  const response = await fetch(resultsAddress(use));
  if (response.status === NOT_FOUND) return undefined;
  if (!response.ok) throw new Error(`its results could not be loaded (${response.status})`);
  return response.json();
}

/** The parameters [P] of a file, laid out for `config`. @throws where a tensor is missing or has another shape */
async function laidOut(tensors: ModelTensors, config: BertConfig): Promise<Float32Array> {
  checkTensors(tensors, config);
  const layout = parameterLayout(config);
  const parameters = new Float32Array(layout.length);
  for (const { name, offset } of layout.groups.flatMap(({ members }) => members)) {
    parameters.set(await tensors.file.read(tensors.names.get(name)!), offset);
  }
  return parameters;
}

/**
 * The parameters [P] of the model that is shipped for a world.
 *
 * @throws with the reason where they cannot be loaded, or are those of another model
 */
export async function shippedParameters(world: string, config: BertConfig): Promise<Float32Array> {
  const response = await fetch(weightsAddress(world));
  if (!response.ok) throw new Error(`its weights could not be loaded (${response.status})`);
  const tensors = modelTensors(await openSafetensors(await response.blob()));
  return laidOut(tensors, config);
}
