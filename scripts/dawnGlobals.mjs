// Gives Node what a browser has: `navigator.gpu` and WebGPU's names. Dawn (package `webgpu`) is behind them.
import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);
globalThis.navigator ??= {}; // Node has one from version 21 on.
// Node does not exit by itself from here on; Vitest ends the processes that it forks.
Object.defineProperty(globalThis.navigator, 'gpu', { value: create([]) });
