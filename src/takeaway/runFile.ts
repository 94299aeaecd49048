import type { TrainingState } from '../base/trainingState';
import type { KeptRun } from '../storage/keptRun';
import type { ZipMember } from './writeZip';

/**
 * The file of runs that another browser opens: a zip with a list, and a folder for each run. In the folder, `run.json` has
 * what is plain, and each typed array is a file of its own, little-endian. The zip has a checksum for each file.
 */
export const FORMAT = 'cloze-runs';
export const VERSION = 1;
export const LIST = 'cloze-runs.json';

/** The typed arrays of a run, by their names in its folder. */
export const ARRAYS = {
  'parameters.f32': Float32Array,
  'first-moment.f32': Float32Array,
  'second-moment.f32': Float32Array,
  'losses.f32': Float32Array,
  'right.u8': Uint8Array,
  'groups.u32': Uint32Array,
} as const;
export type ArrayName = keyof typeof ARRAYS;

/** Folder of a run by its place in the file. */
export const runFolder = (place: number): string => `runs/${place}/`;

/** Numbers that JSON does not have, in words. */
const spelled = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? `${value}` : value;

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

const json = (value: unknown) => [JSON.stringify(value, spelled)];

/** The list at the head of the file. */
export const listMember = (runs: number): ZipMember => ({
  path: LIST,
  build: () => json({ format: FORMAT, version: VERSION, runs }),
});

/** The files of one run. */
export function runMembers(run: KeptRun, state: TrainingState, place: number): ZipMember[] {
  const { exam, ...about } = run;
  const { losses, right, groups, ...figures } = exam;
  const { parameters, firstMoment, secondMoment, step } = state;
  const arrays = {
    'parameters.f32': parameters,
    'first-moment.f32': firstMoment,
    'second-moment.f32': secondMoment,
    'losses.f32': losses,
    'right.u8': right,
    'groups.u32': groups,
  } satisfies Record<ArrayName, ArrayBufferView>;
  const folder = runFolder(place);
  return [
    { path: `${folder}run.json`, build: () => json({ ...about, exam: figures, stateStep: step }) },
    ...Object.entries(arrays).map(([name, array]) => ({
      path: `${folder}${name}`,
      build: () => [bytesOf(array)],
    })),
  ];
}
