import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatTable } from '../scripts/table.mjs';
import { fromHalf, toHalf } from '../src/base/half';
import { writeSafetensors } from '../src/interop/safetensors';
import { stateDict } from '../src/interop/stateDict';
import type { Measured, UseResults } from '../src/protocol/uses';
import type { Failure } from '../src/uses/doesNotWork/failure';
import { measure } from '../src/uses/exam';
import { materialOf, sentencesOf } from '../src/uses/material';
import { takeOff, untrainedState } from '../src/uses/training';
import type { Sitting, Use, World } from '../src/uses/use';
import { withReader } from '../src/uses/withReader';
import { engine } from './engine';
import { type TrainedModel, trainedModel } from './trainedModels';

export interface MeasureOptions {
  readonly seeds: number;
  readonly steps?: number | undefined;
  readonly writes: boolean;
}

const share = (value: number) => value.toFixed(3);

/** Has a model of these parameters sit an exam. */
function sat(
  world: World,
  parameters: Float32Array,
  exam: Use['exam'],
): Promise<readonly Sitting[]> {
  const { passages } = materialOf(world);
  return withReader(engine, world, parameters, (reader) =>
    exam({
      ...{ reader, sentences: sentencesOf(passages), isOwn: false, heldOut: [], engine },
      parameters: async () => parameters.slice(),
      onProgress: () => {},
      pause: async () => {},
    }),
  );
}

/** The model's sitting with the untrained model's as one more row of each measure. */
function withUntrained(trained: readonly Sitting[], untrained: readonly Sitting[]): Sitting[] {
  return trained.map((sitting, s) => ({
    ...sitting,
    rows: [
      ...sitting.rows,
      {
        who: 'untrained',
        name: 'The same model, untrained',
        scores: untrained[s]!.rows[0]!.scores,
      },
    ],
  }));
}

function printed({ title, items, seeds, chance, ceiling, standings }: Measured): string {
  const notes = [
    `${items} items, ${seeds} seeds`,
    ...(chance === undefined ? [] : [`chance ${share(chance)}`]),
    ...(ceiling === undefined ? [] : [`ceiling ${share(ceiling)}`]),
  ];
  const rows = standings.map(({ name, interval, lead }) => [
    name,
    share(interval.mean),
    `${share(interval.low)} to ${share(interval.high)}`,
    lead ? `lead ${share(lead.mean)} (${share(lead.low)} to ${share(lead.high)})` : '',
  ]);
  return `${title} (${notes.join(', ')})\n${formatTable(rows)}`;
}

interface Examined {
  readonly world: World;
  /** The model of each seed */
  readonly trained: readonly TrainedModel[];
  readonly measured: readonly Measured[];
}

/** Trains the models of a world, and has them and their rivals sit the exam. */
async function examined(
  title: string,
  { world: whole, exam }: Pick<Use, 'world' | 'exam'>,
  { seeds, steps }: MeasureOptions,
): Promise<Examined> {
  const world = steps ? { ...whole, recipe: { ...whole.recipe, maxSteps: steps } } : whole;
  const { passages, vocabulary, settings } = materialOf(world);
  console.log(
    `${title}: ${passages.length} passages, ${vocabulary.tokens.length} tokens, ${settings.maxSteps} steps`,
  );
  const trained = [];
  const sittings: Sitting[][] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const one = await trainedModel(world, seed);
    trained.push(one);
    // What is shipped has 16-bit floats, so that is what sits the exam.
    const parameters = one.parameters.map((x) => fromHalf(toHalf(x)));
    const own = await sat(world, parameters, exam);
    const { parameters: random } = untrainedState(world, seed);
    const untrained = await sat(world, random, exam);
    sittings.push(withUntrained(own, untrained));
    console.log(
      `  seed ${seed}: ${own.map(({ id: of, rows }) => `${of} ${share(meanOf(rows[0]!.scores))}`).join(', ')}`,
    );
  }
  const measured = measure(sittings);
  for (const one of measured) console.log(`\n${printed(one)}`);
  return { world, trained, measured };
}

const write = (path: string, content: string | Uint8Array) =>
  writeFileSync(fileURLToPath(new URL(`../src/uses/${path}`, import.meta.url)), content);

function writeResults(id: string, results: UseResults): void {
  // Six digits are more than anyone reads.
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value;
  write(`${id}/results.json`, `${JSON.stringify(results, rounded, 2)}\n`);
}

/** Trains, examines and writes what does not work: figures only. */
export async function measureFailures(
  id: string,
  failures: readonly Failure[],
  options: MeasureOptions,
): Promise<void> {
  const measured: Measured[] = [];
  for (const failure of failures) {
    measured.push(...(await examined(failure.world.id, failure, options)).measured);
  }
  if (options.writes) writeResults(id, { measured });
}

/** Trains, examines and writes one use. */
export async function measureUse(id: string, use: Use, options: MeasureOptions): Promise<void> {
  const { world, trained, measured } = await examined(use.about.title, use, options);
  const curves = await use.labelCurves?.({
    engine,
    parameters: trained.map((one) => one.parameters),
    onProgress: (line) => console.log(`  ${line}`),
  });
  for (const { title, labels, rows } of curves ?? []) {
    const table = rows.map(({ name, intervals }) => [
      name,
      ...intervals.map(({ mean, low, high }) => `${share(mean)} (${share(low)}-${share(high)})`),
    ]);
    console.log(`\n${title}\n${formatTable([['labels', ...labels.map(String)], ...table])}`);
  }
  if (!options.writes) return;
  const { passages, vocabulary, settings, config } = materialOf(world);
  const [first] = trained;
  const bytes = writeSafetensors(stateDict(config, first!.parameters), 'F16');
  write(`${world.id}/model.safetensors`, bytes);
  writeResults(id, {
    measured,
    ...(curves && { curves }),
    training: {
      steps: settings.maxSteps,
      sentences: sentencesOf(passages).length,
      words: vocabulary.tokens.length,
      parameters: first!.parameters.length,
      bytes: bytes.length,
      seconds: Math.round(medianOf(trained.map((one) => one.seconds))),
      points: first!.points,
      takeOffs: trained.map(({ points }) => takeOff(points, world.gate.from)),
    },
  });
}

const medianOf = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const meanOf = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;
