import type { KeptRun } from '../storage/keptRun';

/** Typed arrays as lists, so that any program can read them. */
const asList = (_: string, value: unknown) =>
  ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Uint8Array)
    : value;

/**
 * All that Cloze knows of a run besides its weights and its vocabulary: settings, curves, and the exam blank by blank.
 * The person's own text is left out, because a folder that is shared would give it away.
 */
export function clozeJson(run: KeptRun): string {
  const { vocabulary: _, text, bytes: __, ...rest } = run;
  const { whole: ___, ...about } = text;
  return `${JSON.stringify({ format: 'cloze-run-facts', version: 1, ...rest, text: about }, asList, 2)}\n`;
}
