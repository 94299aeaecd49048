import { type Interval, pairedBootstrap, within } from '../base/bootstrap';
import { key } from '../base/random';
import type { Measured } from '../protocol/uses';
import { ITEM_SEED, type Sitting } from './use';

/**
 * The mean of scores between 0 and 1, with its 95 % interval over items and seeds.
 *
 * @param bySeed for each seed the scores of the items, in one order
 * @param k key of base/random
 */
export const meanScore = (bySeed: readonly ArrayLike<number>[], k: number): Interval =>
  within(pairedBootstrap(bySeed, undefined, k), 0, 1);

/**
 * What sittings of one exam come to, a sitting for each seed of the model: means with 95 % intervals over items and
 * seeds, and the model's lead over each rival, item by item and seed by seed (`pairedBootstrap`).
 *
 * @param bySeed for each seed its sittings, in one order
 */
export function measure(bySeed: readonly (readonly Sitting[])[]): readonly Measured[] {
  const [first] = bySeed;
  return first!.map((sitting, s) => {
    const rowsOf = (r: number) => bySeed.map((sittings) => sittings[s]!.rows[r]!.scores);
    const k = (r: number) => key(ITEM_SEED, s, r);
    const model = rowsOf(0);
    return {
      ...{ id: sitting.id, title: sitting.title },
      ...(sitting.note !== undefined && { note: sitting.note }),
      ...(sitting.chance !== undefined && { chance: sitting.chance }),
      ...(sitting.ceiling !== undefined && { ceiling: sitting.ceiling }),
      items: sitting.rows[0]!.scores.length,
      seeds: bySeed.length,
      standings: sitting.rows.map(({ who, name }, r) => ({
        ...{ who, name },
        interval: meanScore(rowsOf(r), k(r)),
        ...(r > 0 && { lead: pairedBootstrap(model, rowsOf(r), k(r)) }),
      })),
    };
  });
}
