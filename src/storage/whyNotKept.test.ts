import { expect, it } from 'vitest';
import { whyNotKept } from './whyNotKept';

it('lays it on plain http only where that is so', () => {
  expect(whyNotKept(true)).toContain('This browser does not let the page store');
  expect(whyNotKept(false)).toContain('plain http');
});
