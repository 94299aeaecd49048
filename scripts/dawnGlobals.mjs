// Adds WebGPU's globals and `navigator.gpu` to Node. The package `webgpu` implements them with Dawn.
import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);
globalThis.navigator ??= {}; // Node has it from version 21 on.
// This keeps Node from exiting by itself; Vitest ends the processes that it forks.
Object.defineProperty(globalThis.navigator, 'gpu', { value: create([]) });
