import { crc32 } from '../../base/crc';
import { key, permutation } from '../../base/random';
import { sentence } from '../../base/words';
import type { Engine } from '../../engine/engine';
import { argmax } from '../score/argmax';
import { type Desk, ITEM_SEED, PlayError } from '../use';
import { type Examples, readExamples } from './examples';
import type { Method } from './prompt';
import { taughtBag } from './rivals';
import { tuningSettings } from './settings';
import { type Labelled, type TunedSorter, tunedSorter } from './sorter';

/** Share of each class's rows that are held back to test with. */
const HELD_BACK = 0.2;

export interface Split {
  readonly learned: readonly Labelled[];
  readonly heldBack: readonly Labelled[];
}

/** Rows to learn from and rows to test with, a fifth of each class, one at least. */
export function split({ rows, classes }: Pick<Examples, 'rows' | 'classes'>): Split {
  const isHeldBack = new Set<Labelled>();
  classes.forEach((_, c) => {
    const own = rows.filter(({ label }) => label === c);
    const count = Math.max(1, Math.round(HELD_BACK * own.length));
    const order = permutation(key(ITEM_SEED, 7, c), own.length);
    for (const at of order.subarray(0, count)) isHeldBack.add(own[at]!);
  });
  return {
    learned: rows.filter((row) => !isHeldBack.has(row)),
    heldBack: rows.filter((row) => isHeldBack.has(row)),
  };
}

/** What came of fine-tuning on some examples. */
export interface Taught {
  readonly sorter: TunedSorter;
  readonly examples: Examples;
  readonly steps: number;
  readonly learned: number;
  readonly heldBack: readonly Labelled[];
  /** For each row held back, the class that each says */
  readonly said: readonly number[];
  readonly bagSaid: readonly number[];
}

/** The last one: another sentence is sorted by it at once. Readers come and go, so it goes by the model's parameters. */
let last: { engine: Engine; what: string; taught: Taught } | undefined;

async function teach(
  desk: Desk,
  examples: Examples,
  method: Method,
  parameters: Float32Array,
): Promise<Taught> {
  const { reader, engine, onProgress, pause } = desk;
  const { learned, heldBack } = split(examples);
  const { classes } = examples;
  const settings = tuningSettings(reader.config, ITEM_SEED, 'pretrained');
  const sorter = await tunedSorter(engine, {
    ...{ reader, parameters, classes, method, settings, pause, examples: learned },
    onStep: (step) => onProgress(step / settings.maxSteps),
  }).catch((error: unknown) => {
    // Engines say so where they have no room for such a model.
    if (!(error instanceof RangeError)) throw error;
    const why = sentence(error.message.replace(/^train: /, ''));
    throw new PlayError(`This model is too large to be fine-tuned here. ${why}`);
  });
  const p = await sorter.probabilities(heldBack.map(({ text }) => sorter.question(text)));
  const bag = taughtBag(learned, classes.length);
  return {
    ...{ sorter, examples, steps: settings.maxSteps, learned: learned.length, heldBack },
    said: p.map((each) => argmax(each)),
    bagSaid: heldBack.map(({ text }) => bag(text)),
  };
}

/**
 * Fine-tunes the desk's model on a table of examples, or takes what came of that before.
 *
 * @throws PlayError where the table cannot be learned from, or the model is too large
 */
export async function taughtFor(desk: Desk, csv: string, method: Method): Promise<Taught> {
  const { engine } = desk;
  const parameters = await desk.parameters();
  const bytes = new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  const what = `${crc32(bytes)} ${method} ${csv}`;
  if (last?.engine === engine && last.what === what) return last.taught;
  const examples = await readExamples(csv);
  last?.taught.sorter.dispose();
  last = undefined;
  const taught = await teach(desk, examples, method, parameters);
  last = { engine, what, taught };
  return taught;
}
