import * as v from 'valibot';
import type { Problem } from '../../protocol/problem';
import { download } from './download';
import type { Fetched } from './hostedModels';

/** What is fetched of a model, the large one last: it comes only where the others can be used. */
const SMALL = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'vocab.txt'] as const;
const WEIGHTS = 'model.safetensors';
/** BERT-base has 440 MB. */
const MOST_BYTES = 1_000_000_000;

const BY_HAND = 'Or download its files there yourself, and choose them here.';

class Refused extends Error {
  readonly problem: Problem;
  constructor(what: string, why: string, advice: string) {
    super(what);
    this.problem = { kind: 'settings', what, why, advice };
  }
}

/** "owner/model", or the name alone as for old models; also from the address of its page. Undefined where it is neither. */
export function hubName(written: string): string | undefined {
  const path = written
    .trim()
    .replace(/^(https?:\/\/)?(www\.)?huggingface\.co\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(tree|blob|resolve)\/.*$/, '')
    .replace(/\/+$/, '');
  const isName = /^[\w][\w.-]*(\/[\w][\w.-]*)?$/.test(path) && !path.includes('..');
  return isName ? path : undefined;
}

/** Why the Hub does not give out a file, by what it says of it; undefined where only this file is missing. */
function refusal(name: string, { status, headers }: Response): Refused | undefined {
  const code = headers.get('X-Error-Code');
  if (code === 'GatedRepo') {
    return new Refused(
      `${name} is gated.`,
      'Its authors ask you to accept their terms on the Hub first, and this page does not log in there.',
      'Accept them there, download its files, and choose them here.',
    );
  }
  if (code === 'EntryNotFound') return undefined;
  if (code === 'RepoNotFound' || status === 401 || status === 403) {
    return new Refused(
      `There is no public model ${name} on the Hub.`,
      'The name is not spelled so there, or the model is private.',
      'Copy the name from the model’s page: it has the form owner/model.',
    );
  }
  if (status === 404) return undefined;
  return new Refused(
    `${name} could not be loaded.`,
    `The Hub answered with error ${status}.`,
    `Try again later. ${BY_HAND}`,
  );
}

/** Whether a config.json is that of a BERT. One that is missing or cannot be read is for whoever opens the model. */
function isOther(config: string): boolean {
  try {
    const told = v.safeParse(v.object({ model_type: v.string() }), JSON.parse(config));
    return told.success && told.output.model_type !== 'bert';
  } catch {
    return false;
  }
}

/**
 * The files of a model on the Hub, or why they cannot be had.
 *
 * @param hub its address
 * @param onProgress told the fraction of the weights that has come, 0 to 1
 */
export async function fetchFromHub(
  hub: string,
  written: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Fetched> {
  const name = hubName(written);
  const ask = async (file: string): Promise<Response | undefined> => {
    const response = await fetch(`${hub}/${name}/resolve/main/${file}`, {
      signal,
      credentials: 'omit', // Nobody is logged in there on this page's account.
    });
    if (response.ok) return response;
    const refused = refusal(name!, response);
    if (refused) throw refused;
    return undefined;
  };
  try {
    if (name === undefined) {
      throw new Refused(
        `“${written.trim()}” is not the name of a model.`,
        'A name on the Hub has the form owner/model.',
        'Copy it from the model’s page.',
      );
    }
    const files: (readonly [string, Blob])[] = [];
    for (const file of SMALL) {
      const response = await ask(file);
      if (response) files.push([file, await response.blob()]);
    }
    const config = files.find(([file]) => file === 'config.json')?.[1];
    // Another architecture is refused by its config alone: its weights need not come for that.
    if (config && isOther(await config.text())) return { files: [...files, [WEIGHTS, new Blob()]] };
    const weights = await ask(WEIGHTS);
    if (!weights) {
      throw new Refused(
        `${name} has no model.safetensors.`,
        config || files.length > 0
          ? 'Its weights are in another format, or cut into several files.'
          : 'There are no files of a BERT under this name.',
        'Load it in Python with BertForMaskedLM and save it with save_pretrained: that writes one. Then choose that folder here.',
      );
    }
    const total = Number(weights.headers.get('Content-Length')) || undefined;
    let come = 0;
    const tooLarge = () =>
      new Refused(
        `${name} is too large.`,
        'Its weights are more than 1 GB, and Cloze opens models up to the size of BERT-base.',
        'Choose a smaller BERT.',
      );
    if (total !== undefined && total > MOST_BYTES) {
      await weights.body?.cancel();
      throw tooLarge();
    }
    const blob = await download(weights, (bytes) => {
      come += bytes;
      if (come > MOST_BYTES) throw tooLarge();
      if (total !== undefined) onProgress(Math.min(1, come / total));
    });
    return { files: [...files, [WEIGHTS, blob]] };
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    return {
      problem: {
        kind: 'settings',
        what: `${name} could not be loaded.`,
        why: navigator.onLine
          ? 'The Hub cannot be reached from here, or the connection broke.'
          : 'This device is offline.',
        advice: 'Try again once there is a connection, or choose files on this device.',
      },
    };
  }
}
