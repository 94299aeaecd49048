import { key } from '../../base/random';
import type { LabelCurve } from '../../protocol/uses';
import { meanScore } from '../exam';
import { materialOf, sentencesOf } from '../material';
import type { Reader } from '../reader';
import { untrainedState } from '../training';
import { ITEM_SEED, type LabelBench } from '../use';
import { withReader } from '../withReader';
import { bySide, examPages, SIDES, scoresBy, scoresOf } from './exam';
import type { Method } from './prompt';
import { lsaOf, taughtBag, taughtLsa } from './rivals';
import { type Start, tuningSettings } from './settings';
import { tunedSorter, zeroShot } from './sorter';
import { pages, WORLD } from './world';

const LABELS = [20, 50, 100, 500];

/** Who is measured, in the page's order. */
const ROWS = {
  model: 'Cloze prompt, fine-tuned',
  head: 'Head on [CLS], fine-tuned',
  zeroShot: 'Cloze prompt, without labels',
  scratch: 'Cloze prompt, from random weights',
  scratchHead: 'Head on [CLS], from random weights',
  bag: 'Bag of words',
  lsa: 'Latent semantic analysis',
} as const;
type Who = keyof typeof ROWS;

/** Accuracy on pages never seen, by the number of labels; each seed has a model and labels of its own. */
export async function labelCurves({
  engine,
  parameters,
  onProgress,
}: LabelBench): Promise<readonly LabelCurve[]> {
  const { config, passages } = materialOf(WORLD);
  const items = bySide(examPages());
  const lsa = lsaOf(sentencesOf(passages));
  /** Scores by who, number of labels and seed */
  const scores = new Map<string, Float64Array[]>();
  const note = (who: Who, n: number, values: Float64Array) => {
    const name = `${who} ${n}`;
    scores.set(name, [...(scores.get(name) ?? []), values]);
    return values.reduce((a, b) => a + b, 0) / values.length;
  };
  /** Notes what one pretrained model, which reads, comes to, and the others with the same labels. */
  const measureSeed = async (reader: Reader, pretrained: Float32Array, seed: number) => {
    const all = bySide(pages(Math.max(...LABELS), 'seen', 1000 + seed));
    const untaught = await zeroShot(
      reader,
      items.map(({ text }) => text),
      SIDES,
    );
    const withoutLabels = await scoresOf(untaught!, items);
    const random = untrainedState(WORLD, seed).parameters;
    for (const n of LABELS) {
      const examples = all.slice(0, n);
      const tuned = async (method: Method, start: Start) => {
        const sorter = await tunedSorter(engine, {
          ...{ reader, examples, classes: SIDES, method },
          parameters: start === 'random' ? random : pretrained,
          settings: tuningSettings(config, seed, start),
        });
        const values = await scoresOf(sorter, items);
        sorter.dispose();
        return values;
      };
      const means = [
        note('zeroShot', n, withoutLabels),
        note('model', n, await tuned('cloze', 'pretrained')),
        note('head', n, await tuned('head', 'pretrained')),
        note('scratch', n, await tuned('cloze', 'random')),
        note('scratchHead', n, await tuned('head', 'random')),
        note('bag', n, scoresBy(taughtBag(examples, SIDES.length), items)),
        note('lsa', n, scoresBy(taughtLsa(lsa, examples, SIDES.length), items)),
      ];
      onProgress(
        `seed ${seed}, ${n} labels: no labels, cloze, head, scratch cloze, scratch head, bag, LSA: ${means.map((x) => x.toFixed(3)).join(' ')}`,
      );
    }
  };
  for (const [s, pretrained] of parameters.entries()) {
    await withReader(engine, WORLD, pretrained, (reader) => measureSeed(reader, pretrained, s + 1));
  }
  return [
    {
      ...{ id: 'labels', title: 'Good or bad, by the number of labels', chance: 1 / SIDES.length },
      ...{ seeds: parameters.length, labels: LABELS },
      rows: (Object.keys(ROWS) as Who[]).map((who, r) => ({
        ...{ who, name: ROWS[who] },
        intervals: LABELS.map((n) => meanScore(scores.get(`${who} ${n}`)!, key(ITEM_SEED, r, n))),
      })),
    },
  ];
}
