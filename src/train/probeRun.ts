import type { Settings } from '../config/settings';
import type { TrainingState } from '../engine/engine';
import type { BertConfig } from '../model/config';
import { CLS_ID, SEP_ID } from '../text/types';
import { hiddenStates } from './features';
import type { Language } from './language';
import { trainProbe } from './probe';

/** Sentences that the probe is trained on, and as many others that it is tested on; none was trained on. */
const SENTENCES = 250;

/** The label that the grammar gives most variously: of the sentence (a topic, a number) or of words (a role). */
function chooseLabel(labels: Language['labels']): string | undefined {
  const values = new Map<string, Map<string, number>>();
  for (const sentence of labels.slice(0, 2000)) {
    for (const word of sentence) {
      for (const [name, value] of word) {
        const of = values.get(name) ?? new Map<string, number>();
        of.set(value, (of.get(value) ?? 0) + 1);
        values.set(name, of);
      }
    }
  }
  const entropy = (counts: ReadonlyMap<string, number>) => {
    const total = [...counts.values()].reduce((a, b) => a + b, 0);
    return [...counts.values()].reduce((sum, n) => sum - (n / total) * Math.log(n / total), 0);
  };
  const names = [...values.keys()].sort(
    (a, b) => entropy(values.get(b)!) - entropy(values.get(a)!),
  );
  return names[0];
}

/**
 * How well a linear probe reads a property that the grammar gives for free from the frozen features of held-out
 * sentences: [items] 1 = right, one item a labelled token. Undefined where the grammar labels nothing.
 */
export function probeRun(
  config: BertConfig,
  { parameters }: TrainingState,
  { dataset, labels }: Pick<Language, 'dataset' | 'labels'>,
  { context }: Settings,
): Uint8Array | undefined {
  const name = chooseLabel(labels);
  if (name === undefined) return undefined;
  const { ids, sentenceStarts } = dataset.encoded;
  const held = Array.from(dataset.heldOut.keys()).filter((s) => dataset.heldOut[s] === 1);
  const values = new Map<string, number>();
  const read = (sentences: readonly number[]) => {
    const features: Float32Array[] = [];
    const found: number[] = [];
    for (const s of sentences) {
      const own = labels[s]!;
      if (!own.some((word) => word.has(name))) continue;
      const words = ids.subarray(sentenceStarts[s], sentenceStarts[s + 1]);
      const hidden = hiddenStates(config, parameters, [CLS_ID, ...words, SEP_ID], context);
      own.forEach((word, i) => {
        const value = word.get(name);
        if (value === undefined) return;
        if (!values.has(value)) values.set(value, values.size);
        found.push(values.get(value)!);
        features.push(hidden.subarray((i + 1) * config.hiddenSize, (i + 2) * config.hiddenSize));
      });
    }
    const all = new Float32Array(features.length * config.hiddenSize);
    for (const [r, row] of features.entries()) all.set(row, r * config.hiddenSize);
    return { features: all, labels: found };
  };
  const train = read(held.slice(0, SENTENCES));
  const test = read(held.slice(SENTENCES, 2 * SENTENCES));
  return trainProbe(train, test, config.hiddenSize, values.size).right;
}
