import { describe, expect, it } from 'vitest';
import { PAPERS } from '../../../config/papers';
import { betWords, paperConclusion, unanswered } from './paperConclusion';
import type { Ranking } from './ranking';
import type { Verdict } from './verdict';

const paper = (id: string) => PAPERS.find((one) => one.id === id)!;
const shown = { scope: 'telling', seconds: 113 } as const;
const finding = (verdict: Verdict, mean: number, low: number, high: number) => ({
  ...{ verdict, difference: { mean, low, high } },
});

describe('a paper', () => {
  it.each([
    [
      ...(['context', finding('agrees', 0.081, 0.06, 0.101)] as const),
      'Yes, here too: 8.1 points more right with both sides than with the words before only (6.0 to 10.1). That agrees with the paper.',
    ],
    [
      ...(['ratio', finding('does not agree', -0.02, -0.034, -0.01)] as const),
      'Not here: 2.0 points more right with 15 % hidden than with 40 % hidden (1.0 to 3.4). That does not agree with the paper.',
    ],
    [
      ...(['words', finding('cannot be told', -0.003, -0.014, 0.008)] as const),
      'It cannot be told here: 0.3 points more right with pieces hidden than with whole words hidden (−0.8 to 1.4). That may be chance: it neither agrees with the paper nor disagrees.',
    ],
    [
      ...(['dynamic', finding('agrees', 0.12, 0.08, 0.16)] as const),
      'Yes, here too: 0.120 nats less loss with fresh masks than with ten sets of masks (0.080 to 0.160). That agrees with the paper.',
    ],
    [
      ...(['fates', finding('agrees', 0.02, 0.01, 0.03)] as const),
      'Yes, here too: 2.0 points more right in the probe with 80/10/10 than with [MASK] every time (1.0 to 3.0). That agrees with the paper.',
    ],
  ])('has its question answered: %s', (id, found, outcome) => {
    expect(paperConclusion(paper(id), found, shown).outcome).toBe(outcome);
  });

  it('says what the interval is over', () => {
    const basis = (id: string, scope: 'all' | 'telling') =>
      paperConclusion(paper(id), finding('agrees', 1, 1, 1), { ...shown, scope }).basis;
    expect(basis('context', 'telling')).toBe(
      'In brackets, the 95 % interval over the blanks where the side matters and 5 seeds. All runs took 113 s.',
    );
    expect(basis('context', 'all')).toContain('over the blanks of the exam and');
    expect(basis('fates', 'telling')).toContain('over the exam’s sentences and');
  });

  it('says why there is no answer', () => {
    expect(unanswered(3, 10, 0).outcome).toBe('No answer yet: 3 of 10 runs are done.');
    expect(unanswered(9, 10, 1).outcome).toBe('No answer: 1 run ended early.');
  });
});

it('says what became of a bet', () => {
  const { arms } = paper('ratio');
  const ranking = (low1: number, low2: number): Ranking => ({
    ...{ best: 1, leftOut: [], seeds: 5 },
    rivals: [
      { arm: 0, lead: { mean: 0.02, low: low1, high: 0.03 } },
      { arm: 2, lead: { mean: 0.04, low: low2, high: 0.05 } },
    ],
  });
  const words = (bet: string, of: Ranking | undefined) => betWords(arms, bet, of);
  expect(words('15 %', undefined)).toBe('Your bet: 15 %.');
  expect(words('15 %', ranking(0.01, 0.01))).toBe('Your bet: 15 %. You win.');
  expect(words('15 %', ranking(-0.01, 0.01))).toBe(
    'Your bet: 15 %. Too close to tell whether you win.',
  );
  expect(words('40 %', ranking(-0.01, 0.01))).toBe(
    'Your bet: 40 %. Too close to tell whether you win.',
  );
  expect(words('80 %', ranking(-0.01, 0.01))).toBe('Your bet: 80 %. 15 % won.');
  expect(words('40 %', ranking(0.01, 0.01))).toBe('Your bet: 40 %. 15 % won.');
});
