import type { StarterLanguage } from '../config/starter';
import { type ModelTensors, modelTensors } from '../interop/opening/modelTensors';
import { openSafetensors } from '../interop/opening/safetensorsFile';
import { tokensOf } from '../interop/tokenizerJson';
import type { Vocabulary } from '../tokenizer/vocabulary';

/** A starter's folder is one that Hugging Face opens, and the hashes of the sentences that it was trained on. */
interface Addresses {
  readonly tokenizer: URL;
  readonly weights: URL;
  readonly sentences: URL;
}

// Written out, because a build finds files only by addresses that it can read.
const ADDRESSES: Readonly<Record<StarterLanguage, Addresses>> = {
  en: {
    tokenizer: new URL('./en/tokenizer.json', import.meta.url),
    weights: new URL('./en/model.safetensors', import.meta.url),
    sentences: new URL('./en/sentences.bin', import.meta.url),
  },
  de: {
    tokenizer: new URL('./de/tokenizer.json', import.meta.url),
    weights: new URL('./de/model.safetensors', import.meta.url),
    sentences: new URL('./de/sentences.bin', import.meta.url),
  },
};

async function fetched(address: URL): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the starter could not be loaded (${response.status})`);
  return response.arrayBuffer();
}

/** What `load` gives for a language, loaded once; what failed is loaded again. */
function remembered<T>(load: (addresses: Addresses) => Promise<T>) {
  const loaded = new Map<StarterLanguage, Promise<T>>();
  return (language: StarterLanguage): Promise<T> => {
    const known = loaded.get(language);
    if (known) return known;
    const loading = load(ADDRESSES[language]);
    loaded.set(language, loading);
    loading.catch(() => loaded.delete(language));
    return loading;
  };
}

/** The vocabulary that a starter was trained with. Throws with the reason where it cannot be loaded. */
export const starterVocabulary = remembered(async ({ tokenizer }): Promise<Vocabulary> => {
  const tokens = tokensOf(new TextDecoder().decode(await fetched(tokenizer)));
  return { tokens, doLowerCase: true, stripAccents: false };
});

/** The weights of a starter. Throws with the reason where they cannot be loaded. */
export const starterWeights = remembered(
  async ({ weights }): Promise<ModelTensors> =>
    modelTensors(await openSafetensors(new Blob([await fetched(weights)]))),
);

/** Hashes of the sentences that a starter was trained on (`dataset/sentenceHashes.ts`). Throws as those do. */
export const starterSentences = remembered(
  async ({ sentences }): Promise<ReadonlySet<number>> =>
    new Set(new Uint32Array(await fetched(sentences))),
);
