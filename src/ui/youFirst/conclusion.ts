import { signTest } from '../../base/exactTests';
import { formatPercent } from '../../base/format';

/** Who won, and whether that could be chance. */
export interface Conclusion {
  readonly score: string;
  readonly chance: string;
}

/** Rarer than one time in twenty by luck alone is clear. */
const CLEAR = 0.05;
/** By the sign test a smaller lead than this is never so rare. */
const CLEAR_LEAD = 6;

const count = (right: readonly boolean[]) => right.filter(Boolean).length;

function scoreOf(you: number, model: number): string {
  if (you > model) return `You won ${you} to ${model}.`;
  if (model > you) return `The model won ${model} to ${you}.`;
  return you === 0 ? 'Neither of you got one right.' : `A draw: ${you} each.`;
}

/** What an equal score says. */
function ofDraw(right: number, wins: number, total: number): string {
  if (right === 0) {
    return total === 1
      ? 'So this blank does not show who is better.'
      : `So these ${total} blanks do not show who is better.`;
  }
  if (wins === 0) {
    return `You and the model got the same ${right === 1 ? 'blank' : `${right} blanks`} right.`;
  }
  return `Each of you got ${wins} right that the other did not.`;
}

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
  const score = scoreOf(count(you), count(model));
  if (wins === losses) return { score, chance: ofDraw(count(you), wins, you.length) };
  const p = signTest(wins, losses);
  const often = formatPercent(p, p < 0.01 ? 1 : 0);
  if (p < CLEAR) {
    return {
      score,
      chance: `That is hardly chance: two who are equally good come out so far apart only ${often} of the time.`,
    };
  }
  const few =
    Math.abs(wins - losses) < CLEAR_LEAD
      ? ` A clear win takes a lead of ${CLEAR_LEAD} or more.`
      : '';
  return {
    score,
    chance: `Chance could explain it: two who are equally good come out so far apart ${often} of the time.${few}`,
  };
}

/** Of `total`, to as many decimals as tell something: "0", "0.02", "7.4", "6". */
export function formatExpected(right: number): string {
  if (right === 0) return '0';
  if (right < 0.005) return 'under 0.01';
  return right < 0.1 ? right.toFixed(2) : right.toFixed(1);
}
