import { expect, it } from 'vitest';
import { whyNotKept } from './whyNotKept';

it('lays it on plain http only where that is so', () => {
  expect(whyNotKept(true)).toContain('This browser keeps no storage');
  expect(whyNotKept(false)).toContain('plain http');
});
