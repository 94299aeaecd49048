import { formatPercent } from '../../base/format';
import { nameOf } from './conclusions/twinsConclusion';
import { inScope } from './conclusions/verdict';
import type { ExperimentsState } from './state';

type Shown = Pick<ExperimentsState, 'running' | 'twins' | 'language' | 'scope'>;

/** Whether the three models were stopped before their end, and can train on. */
export const canTwinsGoOn = ({ running, twins }: Pick<Shown, 'running' | 'twins'>): boolean =>
  running?.kind !== 'twins' &&
  twins.some(({ step }) => step > 0) &&
  twins.some(
    ({ result, isDiverged, step, settings }) => !result && !isDiverged && step < settings.maxSteps,
  );

/** A little must be done before the rest can be estimated. */
const LEAST_SHARE = 0.02;

/** How far the three models have come, and the seconds left at the speed so far; undefined unless they train. */
export function twinsProgress({ running, twins }: Shown) {
  if (running?.kind !== 'twins' || twins.length === 0) return undefined;
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const maxSteps = sum(twins.map(({ settings }) => settings.maxSteps));
  const share = sum(twins.map(({ step }) => step)) / maxSteps;
  // They take turns, so each clock shows the time of all three.
  const spent = Math.max(...twins.map(({ seconds }) => seconds));
  const seconds = share > LEAST_SHARE ? (spent / share) * (1 - share) : undefined;
  return {
    ...{ share, seconds, step: Math.min(...twins.map(({ step }) => step)) },
    maxSteps: maxSteps / twins.length,
  };
}

/** Of a standard normal: 95 % lie within */
const BEYOND_CHANCE = 1.96;

/**
 * How the three stand at their last common exam, and whether that is beyond chance. Meanwhile only the shares are known,
 * not each blank, so the difference is judged as if each had sat an exam of its own, and a sentence counts once: that
 * never says too early that one is ahead. Undefined before the first exam.
 */
export function twinsSoFar({ twins, language, scope }: Shown): string | undefined {
  const [first] = twins;
  const sat = (step: number) =>
    twins.map(({ evals }) => evals.find((point) => point.step === step));
  const last = first?.evals.findLast(({ step }) => step > 0 && sat(step).every(Boolean));
  if (!language || !last) return undefined;
  const isTelling = scope === 'telling' && language.tellingFloors !== undefined;
  const sentences = new Set(Array.from(inScope(language, scope)(language.groups))).size;
  const shares = sat(last.step).map((one, i) => ({
    name: nameOf(twins[i]!.id),
    share: (isTelling ? one?.telling.accuracy : one?.accuracy) ?? 0,
  }));
  const [ahead, next, behind] = shares.sort((a, b) => b.share - a.share);
  if (!ahead || !next || !behind) return undefined;
  const spread = ({ share }: { share: number }) => (share * (1 - share)) / sentences;
  const isClear =
    ahead.share - next.share > BEYOND_CHANCE * Math.sqrt(spread(ahead) + spread(next));
  const [most, ...others] = [ahead, next, behind].map(
    ({ name, share }) => `${name} ${formatPercent(share)}`,
  );
  const words = isClear ? 'the first is ahead, beyond chance' : 'too early to tell';
  return `So far ${most} right, ${others.join(', ')}: ${words}.`;
}
