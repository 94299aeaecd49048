import { expect, it } from 'vitest';
import { backendName, choiceNamed, choicesOf } from './choices';

it('offers the values of a choice with their names', () => {
  expect(choicesOf('context')).toEqual([
    ['both', 'Both sides'],
    ['left', 'Before only'],
    ['right', 'After only'],
  ]);
  expect(choicesOf('backend').map(([, name]) => name)).toEqual([
    ...['Auto', 'WebGPU', 'WebGPU, TensorFlow.js', 'WebGL', 'WASM', 'CPU'],
  ]);
  expect(choicesOf('maskStrategy').map(([, name]) => name)).toEqual([
    ...['Tokens', 'Whole words', 'Spans', 'Phrases', 'Rare first', 'Frequent first', 'By hand'],
  ]);
});

it('knows a value by its name or by its key, in any case', () => {
  expect(choiceNamed('context', ' before ONLY ')).toBe('left');
  expect(choiceNamed('context', 'Left')).toBe('left');
  expect(choiceNamed('context', 'Before')).toBeUndefined();
  expect(choiceNamed('tokenizer', 'left')).toBeUndefined();
});

it('names a backend, and one that is gone by its key', () => {
  expect(backendName('webgpu')).toBe('WebGPU');
  // As in “WebGPU (TensorFlow.js) ran out of memory”.
  expect(backendName('tfjs-webgpu')).toBe('WebGPU (TensorFlow.js)');
  expect(backendName('abacus')).toBe('abacus');
});
