import { type Interval, pairedBootstrap } from '../../../base/bootstrap';
import { formatCount, formatPercent } from '../../../base/format';
import { key } from '../../../base/random';
import { BUDGETS } from '../../../config/experiments';
import type { Context } from '../../../config/settings';
import type { ExperimentLanguage } from '../../../protocol/experiments';
import type { Floors } from '../../../protocol/floors';
import type { ExperimentRunView, Scope } from '../state';
import { type Conclusion, pointRange, pointsOf, signOf, upperFirst } from './conclusion';
import { inScope } from './verdict';

type Side = Exclude<Context, 'both'>;

/** One of the three, as far as it has come. */
export interface TwinProgress {
  readonly id: string;
  readonly step: number;
  readonly maxSteps: number;
  readonly isDiverged: boolean;
  /** 1 where a blank in scope was right; undefined until its training has ended */
  readonly right: ArrayLike<number> | undefined;
}

export interface Twins {
  readonly runs: readonly TwinProgress[];
  readonly isTraining: boolean;
  /** The sentence of each blank in scope */
  readonly groups: ArrayLike<number>;
  /** The best to expect over the same blanks; undefined of a text whose best guess nobody knows */
  readonly floors: Floors | undefined;
}

const NAMES: Readonly<Record<Context, string>> = {
  left: 'before only',
  right: 'after only',
  both: 'both sides',
};
/** What a sentence calls one of the three. */
export const nameOf = (id: string) => NAMES[id as Context] ?? id;

/** Fixed, so that the same results always have the same intervals. */
const KEY = key(1);

/** A side whose lag behind both sides is surely below this does as well: 3 percentage points. */
const AS_WELL = 0.03;

const HINT =
  'This is one run of each, so take it as a hint: from another random start they may come out otherwise.';

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

/** Shares in percent: whole numbers, unless two different ones would then look equal. */
function percents(shares: readonly number[]): string[] {
  const whole = shares.map((share) => formatPercent(share));
  return new Set(whole).size < new Set(shares).size
    ? shares.map((share) => formatPercent(share, 1))
    : whole;
}

/** "27.3 points more with both sides than with after only (22.1 to 32.5)" */
const lead = (difference: Interval, first: string, second: string) =>
  `${pointsOf(Math.abs(difference.mean))} points ${difference.mean < 0 ? 'fewer' : 'more'} with ${first} than with ${second} ${pointRange(difference)}`;

/** What would help where the three are too close to tell. */
function advice(floors: Floors | undefined, better: Side, maxSteps: number): string {
  const room = floors && floors.both.accuracy - floors[better].accuracy;
  if (room !== undefined && room < AS_WELL) {
    return `On this exam both sides can expect only ${pointsOf(room)} points more than ${NAMES[better]}. The exam of the blanks where the side matters, or another language, may show more.`;
  }
  if (!floors) return 'A longer text may part them.';
  const more = BUDGETS.some((steps) => steps > maxSteps);
  return more
    ? 'More steps may part them.'
    : 'Several seeds may part them: sweep the setting Context.';
}

/** What the exams of all three say, blank by blank. */
function judged(rights: Readonly<Record<Context, ArrayLike<number>>>, twins: Twins): Conclusion {
  const { groups, floors, runs } = twins;
  const maxSteps = runs[0]!.maxSteps;
  const shares = { left: mean(rights.left), right: mean(rights.right), both: mean(rights.both) };
  const [better, worse]: readonly [Side, Side] =
    shares.left > shares.right ? ['left', 'right'] : ['right', 'left'];
  const over = (side: Side) => pairedBootstrap([rights.both], [rights[side]], KEY, groups);
  const [overBetter, overWorse] = [over(better), over(worse)];
  const [p, q, r] = percents([shares.both, shares[better], shares[worse]]);
  const figures = `Both sides: ${p} right, ${NAMES[better]} ${q}, ${NAMES[worse]} ${r}`;
  const said = (words: string, ...basis: readonly string[]): Conclusion => ({
    outcome: `${figures}: ${words}.`,
    basis: [...basis, HINT].join(' '),
  });
  const margin = `${upperFirst(lead(overBetter, 'both sides', NAMES[better]))}.`;
  const isClear = signOf(overBetter);
  if (isClear === 'more' && signOf(overWorse) === 'more') {
    return said('both sides win, beyond chance', margin);
  }
  if (isClear === 'less') {
    const best = floors && ` At best it can expect ${formatPercent(floors.both.accuracy)}.`;
    return said(
      `${NAMES[better]} is ahead, beyond chance`,
      `${margin} The model that sees both sides has more to learn from, and has not made use of it yet.${best ?? ''} More steps may turn this round.`,
    );
  }
  if (overBetter.high < AS_WELL && overWorse.high < AS_WELL) {
    return said('one side or both, all do equally well', margin);
  }
  if (overBetter.high < AS_WELL && signOf(overWorse) === 'more') {
    return said(`${NAMES[better]} does as well as both sides`, margin);
  }
  const help = advice(floors, better, maxSteps);
  if (signOf(overWorse) === 'more') {
    return said(
      `${NAMES[worse]} falls behind, but between the other two it is too close to tell`,
      ...[margin, help],
    );
  }
  return said('too close to tell', margin, help);
}

/** What the three models answer to the question whether both sides matter. */
export function twinsConclusion(twins: Twins): Conclusion {
  const { runs, isTraining } = twins;
  if (isTraining) {
    return {
      outcome: 'Do both sides matter? The answer comes once all three have finished.',
      basis: '',
    };
  }
  if (runs.length === 0) {
    return { outcome: 'Do both sides matter? Train all three to find out.', basis: '' };
  }
  const lost = runs.find(({ isDiverged }) => isDiverged);
  if (lost) {
    return {
      outcome: `No answer: ${nameOf(lost.id)} ended early, because its loss was no longer a number.`,
      basis: 'Train all three again, with another backend or in another language.',
    };
  }
  const unfinished = runs.filter(({ right }) => right === undefined);
  if (unfinished.length > 0) {
    const { step, maxSteps } = unfinished.reduce((a, b) => (b.step < a.step ? b : a));
    return {
      outcome: `No answer yet: training was stopped at step ${formatCount(step)} of ${formatCount(maxSteps)}.`,
      basis: 'Press “Go on” to train them to the end.',
    };
  }
  const rightOf = (context: Context) => runs.find(({ id }) => id === context)?.right;
  const [left, right, both] = [rightOf('left'), rightOf('right'), rightOf('both')];
  if (!left?.length || !right || !both) {
    return { outcome: 'No answer: this exam has no blanks.', basis: 'Choose all blanks.' };
  }
  return judged({ left, right, both }, twins);
}

/**
 * The three models as far as they have come, over the blanks in scope.
 *
 * @param runs undefined while they train
 */
export function twinsInScope(
  runs: readonly ExperimentRunView[] | undefined,
  language: ExperimentLanguage | undefined,
  scope: Scope,
): Twins {
  const counted = inScope(language, scope);
  return {
    runs: (runs ?? []).map(({ id, step, settings, isDiverged, result }) => ({
      ...{ id, step, isDiverged, maxSteps: settings.maxSteps },
      right: result && counted(result.right),
    })),
    isTraining: runs === undefined,
    groups: language ? counted(language.groups) : [],
    floors: (scope === 'telling' ? language?.tellingFloors : undefined) ?? language?.floors,
  };
}
