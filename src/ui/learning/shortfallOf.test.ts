import { expect, it } from 'vitest';
import type { EvalPoint } from '../../protocol/run';
import { shortfallOf } from './shortfallOf';

const facts = { knowsFrequencies: 5, mostFrequentAccuracy: 0.1 };

/** What is said of a run with these losses, ten steps apart, that ends with this share right. */
const said = (
  losses: readonly number[],
  accuracy: number,
  tokenizer: 'word' | 'wordpiece' = 'wordpiece',
  isBack = false,
) => {
  const evals = losses.map(
    (loss, i): EvalPoint => ({ step: 10 * i, context: 'both', loss, accuracy }),
  );
  return shortfallOf({ evals, isBack, facts, tokenizer });
};

it('says nothing where a run beats word frequencies, or has no exam', () => {
  expect(said([6, 5.2, 4.9], 0.11)).toBeUndefined();
  expect(said([], 0)).toBeUndefined();
});

it('remarks that a run gets no more blanks right than the most frequent token does', () => {
  expect(said([6, 4.9, 4.9], 0.1)).toMatch(
    /10\.0\s% of the blanks right\. .* frequent word gets 10\.0\s%/,
  );
  expect(said([6, 4.9, 4.9], 0.063)).toMatch(/6\.3\s%/);
});

it('remarks that a loss is no better, though more blanks are right', () => {
  expect(said([6, 5.5, 5.5], 0.3)).toMatch(/no better \(5\.50 nats to 5\.00\)/);
});

it('advises more steps while the loss falls, else more text, and to stop where it was better', () => {
  expect(said([6, 5.8, 5.6], 0.05)).toMatch(/still falling/);
  // It rose after that, and the model went back.
  expect(said([6, 5.8, 5.6], 0.05, 'word', true)).toMatch(/What helps most is more text\.$/);
  const overfit = said([6, 4.8, 5.5], 0.3);
  expect(overfit).toMatch(/At step 10 its loss was better than theirs: stop there\./);
  expect(overfit).toMatch(/more text, and so may whole words/);
  const none = said([6, 5.4, 5.5], 0.3, 'word');
  expect(none).toMatch(/What helps most is more text\.$/);
  expect(none).not.toMatch(/stop there/);
});
