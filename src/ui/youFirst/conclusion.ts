import { signTest } from '../../base/exactTests';
import { formatPercent } from '../../base/format';

/** How the person and the model compare, in one sentence, and what it rests on. */
export interface Conclusion {
  readonly outcome: string;
  readonly figures: string;
}

/** Rarer than one time in twenty by luck alone is clear. */
const CLEAR = 0.05;
/** With fewer blanks that only one got right even the most uneven division is not rarer than that. */
const LEAST = 6;
const NUMBERS = 'No One Two Three Four Five Six Seven Eight Nine Ten'.split(' ');

const blanks = (n: number) => `${NUMBERS[n] ?? n} ${n === 1 ? 'blank' : 'blanks'}`;

/**
 * Compares two who filled the same blanks. Judged by the exact sign test on the blanks that only one of them got right
 * (`signTest`, McNemar's exact test): with ten blanks a bootstrap would be too sure of itself.
 *
 * @param you [N] whether the person was right
 * @param model [N] whether the model was
 */
export function conclude(you: readonly boolean[], model: readonly boolean[]): Conclusion {
  const wins = you.filter((right, i) => right && !model[i]).length;
  const losses = model.filter((right, i) => right && !you[i]).length;
  const n = wins + losses;
  const p = signTest(wins, losses);
  const often = formatPercent(p, p < 0.01 ? 1 : 0);
  if (p < CLEAR) {
    const [who, most] =
      wins > losses ? (['You fill', wins] as const) : (['The model fills', losses] as const);
    const whom = wins > losses ? 'the model' : 'you';
    const whose = wins > losses ? 'yours' : 'the model’s';
    const share = most === n ? `All ${n} blanks` : `Of the ${n} blanks`;
    const were = most === n ? `were ${whose}` : `${most} were ${whose}`;
    const comma = most === n ? ' ' : ', ';
    return {
      outcome: `${who} better than ${whom} here.`,
      figures: `${share} that only one of you got right${comma}${were}. Luck alone divides them so unevenly ${often} of the time.`,
    };
  }
  const outcome = `${blanks(you.length)} cannot tell you apart.`;
  if (n === 0) return { outcome, figures: 'You and the model got the same blanks right.' };
  const only = `Of the blanks that only one of you got right, ${wins} ${wins === 1 ? 'is' : 'are'} yours and ${losses} the model’s.`;
  const luck =
    wins === losses
      ? ''
      : ` Two who are equally good differ by as much, or by more, ${often} of the time.`;
  const few =
    n < LEAST && wins !== losses ? ` A clear lead takes ${LEAST} or more such blanks.` : '';
  return { outcome, figures: `${only}${luck}${few}` };
}

/** Of `total`, to as many decimals as tell something: "0", "0.02", "7.4", "6". */
export function formatExpected(right: number): string {
  if (right === 0) return '0';
  if (right < 0.005) return 'under 0.01';
  return right < 0.1 ? right.toFixed(2) : right.toFixed(1);
}
