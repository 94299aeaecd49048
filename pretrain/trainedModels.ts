import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from '../src/base/crc';
import type { TrainingState } from '../src/engine/engine';
import type { GatePoint } from '../src/protocol/uses';
import { materialOf } from '../src/uses/material';
import { trainWorld } from '../src/uses/training';
import type { World } from '../src/uses/use';
import { engine } from './engine';

/** A trained model, and how its training went. */
export interface TrainedModel {
  readonly parameters: Float32Array;
  readonly points: readonly GatePoint[];
  /** Of one core */
  readonly seconds: number;
}

const FOLDER = fileURLToPath(new URL('../.uses/', import.meta.url));

/** Trains a world's model, or reads the one that was trained from the same language with the same settings. */
export async function trainedModel(world: World, seed: number): Promise<TrainedModel> {
  const { passages, settings, vocabulary } = materialOf(world);
  const nextSentence = world.nextSentence ? [world.nextSentence] : [];
  const facts = JSON.stringify([passages, settings, vocabulary.tokens, seed, ...nextSentence]);
  const name = `${FOLDER}${world.id}-${crc32(new TextEncoder().encode(facts)).toString(16)}-${seed}`;
  if (existsSync(`${name}.json`)) {
    const { points, seconds } = JSON.parse(readFileSync(`${name}.json`, 'utf8'));
    const bytes = readFileSync(`${name}.bin`);
    const parameters = new Float32Array(new Uint8Array(bytes).buffer);
    return { parameters, points, seconds };
  }
  const began = process.cpuUsage();
  // What one core did for it, whatever else the machine was doing.
  const secondsSoFar = () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  const { model, points } = await trainWorld(engine, world, seed, {
    onPoint: ({ step, loss, gate, nextSentence }) =>
      console.log(
        `  ${world.id} seed ${seed} step ${step}: loss ${loss?.toFixed(3) ?? '-'}, ${world.gate.name} ${gate.toFixed(3)}` +
          `${nextSentence ? `, next sentence ${nextSentence.accuracy.toFixed(3)}` : ''}, ${Math.round(secondsSoFar())} s`,
      ),
  });
  const { parameters }: TrainingState = await model.read();
  model.dispose();
  const seconds = secondsSoFar();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${name}.bin`, new Uint8Array(parameters.buffer));
  writeFileSync(`${name}.json`, JSON.stringify({ points, seconds }));
  return { parameters, points, seconds };
}
