import { formatDuration } from '../../../base/format';
import { counted } from '../../../base/words';
import type { Plan } from '../../../config/experiments';
import type { Paper } from '../../../config/papers';
import type { Scope } from '../state';
import { type Conclusion, natRange, natsOf, pointRange, pointsOf, reversed } from './conclusion';
import type { Ranking } from './ranking';
import type { Finding } from './verdict';

/** What an interval is over */
const OVER = {
  all: 'the blanks of the exam',
  telling: 'the blanks where the side matters',
} as const;

const SAYS = {
  agrees: ['Yes, here too', 'That agrees with the paper.'],
  'does not agree': ['Not here', 'That does not agree with the paper.'],
  'cannot be told': [
    'It cannot be told here',
    'That may be chance: it neither agrees with the paper nor disagrees.',
  ],
} as const;

/** "8.1 points more right with both sides than with the words before only (6.0 to 10.1)" */
function difference(
  { names: [first, second], metric }: Pick<Paper, 'names' | 'metric'>,
  { difference: interval }: Finding,
): string {
  const isTurned = interval.mean < 0;
  const [better, worse] = isTurned ? [second, first] : [first, second];
  const lead = isTurned ? reversed(interval) : interval;
  const between = `with ${better} than with ${worse}`;
  if (metric === 'loss') return `${natsOf(lead.mean)} nats less loss ${between} ${natRange(lead)}`;
  const right = metric === 'probe' ? 'right in the probe' : 'right';
  return `${pointsOf(lead.mean)} points more ${right} ${between} ${pointRange(lead)}`;
}

/** What the runs of a paper's experiment answer to its question. */
export function paperConclusion(
  paper: Pick<Paper, 'names' | 'metric' | 'seeds'>,
  finding: Finding,
  /** Which blanks count, and what all runs took together */
  { scope, seconds }: { readonly scope: Scope; readonly seconds: number },
): Conclusion {
  const [answer, agreement] = SAYS[finding.verdict];
  const items = paper.metric === 'probe' ? 'the exam’s sentences' : OVER[scope];
  return {
    outcome: `${answer}: ${difference(paper, finding)}. ${agreement}`,
    basis: `In brackets, the 95 % interval over ${items} and ${counted(paper.seeds, 'seed')}. All runs took ${formatDuration(seconds)}.`,
  };
}

/** Why there is no answer. */
export const unanswered = (done: number, total: number, diverged: number): Conclusion =>
  diverged > 0
    ? {
        outcome: `No answer: ${counted(diverged, 'run')} ended early.`,
        basis: 'The loss was no longer a number. Run it again, perhaps with another backend.',
      }
    : { outcome: `No answer yet: ${done} of ${counted(total, 'run')} are done.`, basis: '' };

/** What became of a bet on an arm. */
export function betWords(arms: Plan['arms'], bet: string, ranking: Ranking | undefined): string {
  if (!ranking) return `Your bet: ${bet}.`;
  const { best, rivals } = ranking;
  const own = arms.findIndex(({ label }) => label === bet);
  const isOpen = ({ arm, lead }: Ranking['rivals'][number]) =>
    lead.low <= 0 && (arm === own || own === best);
  if (rivals.some(isOpen)) return `Your bet: ${bet}. Too close to tell whether you win.`;
  return own === best
    ? `Your bet: ${bet}. You win.`
    : `Your bet: ${bet}. ${arms[best]!.label} won.`;
}
