import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'testModels');

export const MODELS = ['uncased', 'cased', 'epsilon', 'untied'] as const;
export type ModelName = (typeof MODELS)[number];

/** The files of a tiny BERT that Transformers made (`scripts/goldens/make_opened.py`). */
export function modelFiles(name: ModelName): Map<string, Blob> {
  const folder = join(FOLDER, name);
  return new Map(
    readdirSync(folder).map((file) => [
      `${name}/${file}`,
      new Blob([new Uint8Array(readFileSync(join(folder, file)))]),
    ]),
  );
}

interface Golden {
  /** Of one sentence, framed */
  readonly tokens: readonly string[];
  /** Of its blanks */
  readonly places: readonly number[];
  /** [blanks, V] in the order of the files */
  readonly logits: readonly (readonly number[])[];
}

/** What Transformers computes with it. */
export const goldenOf = (name: ModelName): Golden =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.golden.json`), 'utf8'));
