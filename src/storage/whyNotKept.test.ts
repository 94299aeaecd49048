import { afterEach, expect, it, vi } from 'vitest';
import { whyNotKept } from './whyNotKept';

afterEach(() => vi.unstubAllGlobals());

it('lays it on plain http only where that is so', () => {
  expect(whyNotKept(true)).toContain('This browser does not let the page store');
  expect(whyNotKept(false)).toContain('plain http');
});

it('lays it on the browser only where the page would keep things', () => {
  vi.stubGlobal('document', { documentElement: { hasAttribute: () => true } });
  expect(whyNotKept(true)).toContain('in its own tab');
});
