import { expect, it } from 'vitest';
import { bytesByKind } from './heap.mjs';

const snapshot = (types) =>
  JSON.stringify({
    snapshot: {
      meta: {
        node_fields: ['type', 'name', 'id', 'self_size', 'edge_count'],
        node_types: [types, 'string', 'number', 'number', 'number'],
      },
    },
    // Type, name, id, size, edges
    nodes: [1, 0, 1, 100, 0, 2, 0, 3, 40, 2, 3, 0, 5, 7, 0, 2, 0, 7, 2, 0],
  });

it('tells what was compiled from all the rest', () => {
  const types = ['hidden', 'object', 'code', 'native'];
  expect(bytesByKind(snapshot(types))).toEqual({ code: 42, objects: 107 });
});

it('refuses a snapshot in which it finds no code', () => {
  expect(() => bytesByKind(snapshot(['hidden', 'object', 'bytecode', 'native']))).toThrow('form');
});
