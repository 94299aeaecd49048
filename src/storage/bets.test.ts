import { beforeEach, expect, it, vi } from 'vitest';
import { loadBets, saveBet } from './bets';

const KEY = 'cloze:bets';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

it('keeps one bet for each experiment, until it is taken back', () => {
  saveBet('ratio', '15 %');
  saveBet('context', 'both sides');
  saveBet('ratio', '40 %');
  expect(loadBets().ratio).toBe('40 %');
  saveBet('ratio', undefined);
  expect(loadBets().ratio).toBeUndefined();
  expect(loadBets().context).toBe('both sides');
});

it('takes what it cannot read for none, and does without storage', () => {
  localStorage.setItem(KEY, '{"ratio": 3}');
  expect(loadBets().ratio).toBeUndefined();
  saveBet('ratio', '15 %');
  expect(loadBets().ratio).toBe('15 %');
  vi.stubGlobal('localStorage', undefined);
  saveBet('ratio', '40 %');
  expect(loadBets().ratio).toBeUndefined();
});
