import * as v from 'valibot';
import { reasonOf } from '../../base/words';
import type { Problem } from '../../protocol/problem';
import { download } from './download';

/** Where models stand beside the page; `npm run add-model` writes the list. */
const FOLDER = 'models/';

const HostedSchema = v.object({
  /** Its folder under `models/` */
  folder: v.pipe(v.string(), v.regex(/^[\w][\w.-]*$/)),
  name: v.string(),
  /** Names of its files, and their bytes */
  files: v.array(
    v.object({ name: v.pipe(v.string(), v.regex(/^[\w][\w.-]*$/)), bytes: v.number() }),
  ),
});
const ListSchema = v.object({ models: v.array(HostedSchema) });

/** A model that whoever serves the page put beside it. */
export type HostedModel = v.InferOutput<typeof HostedSchema>;

/** Those that stand beside the page; none where there is no list. */
export async function listHosted(): Promise<readonly HostedModel[]> {
  try {
    const response = await fetch(`${FOLDER}index.json`);
    const result = v.safeParse(ListSchema, response.ok ? await response.json() : undefined);
    return result.success ? result.output.models : [];
  } catch {
    return []; // Offline, or a server that answers with a page.
  }
}

/** The files of a model, by name, or why they cannot be had. */
export type Fetched =
  | { readonly files: readonly (readonly [path: string, file: Blob])[] }
  | { readonly problem: Problem };

/**
 * The files of a model, by name, or why they cannot be loaded.
 *
 * @param onProgress told the fraction that has come, 0 to 1
 */
export async function fetchModel(
  { folder, name, files }: HostedModel,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Fetched> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let come = 0;
  const found: (readonly [string, Blob])[] = [];
  try {
    for (const file of files) {
      const address = `${FOLDER}${folder}/${file.name}`;
      const response = await fetch(address, { signal });
      if (!response.ok) throw new Error(`${address} is not there (${response.status})`);
      const blob = await download(response, (bytes) => {
        come += bytes;
        onProgress(Math.min(1, come / total));
      });
      found.push([file.name, blob]);
    }
    return { files: found };
  } catch (error) {
    const what = `${name} could not be loaded.`;
    const advice = 'Try again, or choose the files of a model on this device.';
    return { problem: { kind: 'settings', what, why: reasonOf(error), advice } };
  }
}
