import { formatCount, formatPercent } from '../../base/format';
import type { Settings } from '../../config/settings';
import type { EvalPoint, RunFacts } from '../../protocol/run';

/** A fall of the held-out loss over the last tenth of the exams that is still worth training on for, nats. */
const FALLING = 0.02;

interface Run {
  /** Exams so far, oldest first */
  readonly evals: readonly EvalPoint[];
  /** Whether the model went back there from a later step: then more steps did not help */
  readonly isBack: boolean;
  readonly facts: Pick<RunFacts, 'knowsFrequencies' | 'mostFrequentAccuracy'>;
  readonly tokenizer: Settings['tokenizer'];
}

/** What would help a run that ended below word frequencies. */
function advice({ evals, isBack, facts, tokenizer }: Run): string {
  const last = evals.at(-1)!;
  const best = evals.reduce((a, b) => (b.loss < a.loss ? b : a));
  const earlier = evals[Math.min(evals.length - 2, Math.floor(0.9 * (evals.length - 1)))];
  if (!isBack && earlier && best === last && earlier.loss - last.loss > FALLING) {
    return 'Its loss was still falling, so more steps or a higher learning rate will help.';
  }
  const pieces =
    tokenizer === 'wordpiece' ? ', and so may whole words in place of word pieces' : '';
  const more = `What helps most is more text${pieces}.`;
  const wasBetter = best.loss < facts.knowsFrequencies && best.step < last.step;
  return wasBetter
    ? `At step ${formatCount(best.step)} its loss was better than theirs: stop there. ${more}`
    : more;
}

/**
 * What to say of a finished run that did no better than word frequencies do in the same exam, in blanks right or in
 * loss; undefined where it did better in both.
 */
export function shortfallOf(run: Run): string | undefined {
  const { facts } = run;
  const last = run.evals.at(-1);
  if (!last) return undefined;
  const fewer = last.accuracy <= facts.mostFrequentAccuracy;
  const unsure = last.loss >= facts.knowsFrequencies;
  if (!fewer && !unsure) return undefined;
  const [own, theirs] = [last.accuracy, facts.mostFrequentAccuracy].map((share) =>
    formatPercent(share, 1).replace(' ', '\u00a0'),
  );
  const nats = `${last.loss.toFixed(2)} nats to ${facts.knowsFrequencies.toFixed(2)}`;
  const what = fewer
    ? `It has learned too little: it gets ${own} of the blanks right. Always saying the most frequent word gets ${theirs}.`
    : `It is surer than it should be: it gets more blanks right than word frequencies do, but its loss is no better (${nats}).`;
  return `${what} ${advice(run)}`;
}
