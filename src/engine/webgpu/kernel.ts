import type { Counts } from '../compiled/counts';

/**
 * What a GPU program is: WGSL, the buffers it binds, and how many workgroups a step needs of it.
 * Everything here is plain data; `program.ts` turns it into pipelines.
 */

export type Access = 'read' | 'write' | 'uniform';

/** One `@binding`: its number is its place in the kernel's list. */
export interface Binding {
  readonly name: string;
  /** WGSL type, `array<vec4f>` */
  readonly type: string;
  readonly access: Access;
}

export interface Kernel {
  /** Names it in errors and profiles. */
  readonly label: string;
  readonly bindings: readonly Binding[];
  /** A whole WGSL module with the entry point `main`. Equal code is compiled once. */
  readonly code: string;
}

export type Workgroups = readonly [x: number, y: number, z: number];

export interface Dispatch {
  /** Where in the model it stands: "layer 0 attention" */
  readonly label: string;
  readonly kernel: Kernel;
  /** By binding name */
  readonly buffers: Readonly<Record<string, GPUBufferBinding>>;
  readonly workgroups: (counts: Counts) => Workgroups;
  /** Rough number of multiply-adds, by which long steps are cut into short submits */
  readonly work: (counts: Counts) => number;
}

export const reads = (name: string, type: string): Binding => ({ name, type, access: 'read' });
export const writes = (name: string, type: string): Binding => ({ name, type, access: 'write' });
export const uniform = (name: string, type: string): Binding => ({ name, type, access: 'uniform' });

const ADDRESS_SPACE = { read: 'storage, read', write: 'storage, read_write', uniform: 'uniform' };

/** Puts the `@binding` lines before `body`. */
export function kernel(label: string, bindings: readonly Binding[], body: string): Kernel {
  const declarations = bindings.map(
    ({ name, type, access }, i) =>
      `@group(0) @binding(${i}) var<${ADDRESS_SPACE[access]}> ${name}: ${type};`,
  );
  return { label, bindings, code: `${declarations.join('\n')}\n${body}` };
}

/** A dimension of a dispatch has at most 65 535 workgroups; longer rows of them are folded. */
const FOLD = 32768;

/** Workgroups for `threads` invocations in a row; `LINEAR_INDEX` finds the place again. */
export function linear(threads: number, workgroupSize: number, z = 1): Workgroups {
  const groups = Math.ceil(threads / workgroupSize);
  return groups <= FOLD ? [groups, 1, z] : [FOLD, Math.ceil(groups / FOLD), z];
}

/** WGSL: the number of the workgroup among those that `linear` asked for. */
export const LINEAR_GROUP = `
fn linearGroup(id: vec3u, count: vec3u) -> u32 {
  return id.x + id.y * count.x;
}
`;

/** Repeats `line` with constant indices, or as a WGSL loop where that would make the code long. */
export function each(count: number, line: (index: string) => string, limit = 16): string {
  if (count <= limit) {
    return Array.from({ length: count }, (_, i) => line(`${i}u`)).join('\n');
  }
  return `for (var each = 0u; each < ${count}u; each++) {\n${line('each')}\n}`;
}
