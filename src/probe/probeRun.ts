import type { Language } from '../artificial/language';
import type { Settings } from '../config/settings';
import type { TrainingState } from '../engine/engine';
import type { BertConfig } from '../model/config';
import { hiddenStates } from '../model/hiddenStates';
import { framed } from '../tokenizer/framing';
import { createRest } from '../train/rest';
import { trainProbe } from './probe';

/**
 * Sentences that the probe is trained on, and as many others that it is tested on. All are held out: the model was not
 * trained on them, though in a small language (`topics`) the training part has equal ones.
 */
const SENTENCES = 250;

/** What a probe read in frozen features, one item a labelled token. */
export interface ProbedRun {
  /** [items] 1 = right */
  readonly right: Uint8Array;
  /** [items] The sentence that each stands in: its labels are right or wrong together */
  readonly groups: Uint32Array;
  /** False if the probe ran out of iterations: the features may then hold more than it found */
  readonly converged: boolean;
}

/** The label with the highest entropy, whether of sentences (a topic, a number) or of words (a role). */
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
 * How well a linear probe reads a label that the grammar gives from the frozen features of held-out sentences. Rests
 * every 24 ms or so.
 *
 * @param pause gives way to other work, for example one macrotask
 * @param isWanted asked after every rest
 * @returns undefined if the grammar gives no labels, or the answer is not wanted any more
 */
export async function probeRun(
  config: BertConfig,
  { parameters }: TrainingState,
  { dataset, labels }: Pick<Language, 'dataset' | 'labels'>,
  { context }: Settings,
  pause: () => Promise<void>,
  isWanted: () => boolean,
): Promise<ProbedRun | undefined> {
  const name = chooseLabel(labels);
  if (name === undefined) return undefined;
  const goOn = createRest(pause, isWanted);
  const { tokens, sentenceStarts } = dataset.encoded;
  const held = Array.from(dataset.heldOut.keys()).filter((s) => dataset.heldOut[s] === 1);
  const values = new Map<string, number>();
  const read = async (sentences: readonly number[]) => {
    const features: Float32Array[] = [];
    const found: number[] = [];
    const groups: number[] = [];
    for (const s of sentences) {
      const own = labels[s]!;
      if (!own.some((word) => word.has(name))) continue;
      const words = tokens.read(sentenceStarts.at(s)!, sentenceStarts.at(s + 1)!).ids;
      const hidden = hiddenStates(config, parameters, framed(words), context);
      own.forEach((word, i) => {
        const value = word.get(name);
        if (value === undefined) return;
        if (!values.has(value)) values.set(value, values.size);
        found.push(values.get(value)!);
        groups.push(s);
        features.push(hidden.subarray((i + 1) * config.hiddenSize, (i + 2) * config.hiddenSize));
      });
      if (!(await goOn())) return undefined;
    }
    const all = new Float32Array(features.length * config.hiddenSize);
    for (const [r, row] of features.entries()) all.set(row, r * config.hiddenSize);
    return { features: all, labels: Int32Array.from(found), groups: Uint32Array.from(groups) };
  };
  const train = await read(held.slice(0, SENTENCES));
  const test = train && (await read(held.slice(SENTENCES, 2 * SENTENCES)));
  if (!test) return undefined;
  const probed = await trainProbe(train, test, config.hiddenSize, values.size, { goOn });
  return probed && { right: probed.right, groups: test.groups, converged: probed.converged };
}
