import { key } from '../base/random';
import type { UnitSlice } from '../dataset/readUnits';
import type { App } from '../store/app';
import { framed } from '../tokenizer/framing';
import { MASK_ID } from '../tokenizer/vocabulary';
import {
  countFollowers,
  type Followers,
  type Ids,
  type Item,
  leastOf,
  modelScores,
  pairPlaces,
  pairScores,
  swappedNeighbours,
  swappedWords,
  turned,
  turnScores,
  type Words,
  wordPlaces,
} from './oddWord';

/** Lines of a comparison, if so many were held out. */
const LINES = 100;
/** Fixed: everybody gets the same lines. */
const [SWAP_KEY, TURN_KEY] = [key(1), key(1, 9)];

/** All lines of the text, page by page from the text worker. */
async function readLines(app: App): Promise<readonly UnitSlice[]> {
  const prepared = app.store.getState().run.loaded?.prepared;
  const count = (prepared?.cut?.pages.units.length ?? 1) - 1;
  const units: UnitSlice[] = [];
  for (let page = 0; prepared && page < count; page++) {
    const read = () => app.text.pages.get(prepared.jobId, page);
    const lines =
      read() ??
      (await new Promise<readonly UnitSlice[]>((resolve) => {
        const unsubscribe = app.text.pages.subscribe(() => {
          const arrived = read();
          if (!arrived) return;
          unsubscribe();
          resolve(arrived);
        });
      }));
    units.push(...lines);
  }
  return units;
}

/** The text as the odd word needs it */
export interface Material {
  readonly words: Words;
  readonly heldOut: readonly Ids[];
  readonly followers: Followers;
}

/** The held-out lines of the text that is trained on, and what the other lines count. */
export async function material(app: App): Promise<Material> {
  const units = await readLines(app);
  const tokens = app.store.getState().run.loaded?.prepared.vocabulary.tokens ?? [];
  const idsOf = (heldOut: boolean) =>
    units.filter((unit) => unit.heldOut === heldOut).map(({ ids }) => [...ids]);
  const training = idsOf(false);
  const counts = new Uint32Array(tokens.length);
  for (const ids of training) for (const id of ids) counts[id]!++;
  return {
    words: { tokens, counts },
    heldOut: idsOf(true),
    followers: countFollowers(training),
  };
}

/** Lines in each of which a word was swapped. */
export const swappedLines = ({ words, heldOut }: Material): Item[] =>
  swappedWords(words, heldOut, LINES, SWAP_KEY);

/** In which lines each finds what is odd: 1 where it does. */
export interface Found {
  readonly model: readonly number[];
  readonly rival: readonly number[];
}

const isFound = ({ odd: [at] }: Item, place: number | undefined) => Number(place === at);

/** Hides each word of each line in turn. */
export async function findSwapped(app: App, material: Material): Promise<Found> {
  const { words, followers } = material;
  const items = swappedLines(material);
  const questions = items.flatMap(({ ids }) =>
    wordPlaces(words, ids).map((i) => ({
      ...{ inputIds: framed(ids.with(i, MASK_ID)), blanks: [i + 1], answers: [ids[i]] },
    })),
  );
  const readings = await app.looks.ask(questions);
  let next = 0;
  const model = items.map((item) => {
    const probabilities = wordPlaces(words, item.ids).map(
      () => readings[next++]?.answers?.[0]?.probability ?? 0,
    );
    return isFound(item, leastOf(modelScores(followers, words, item.ids, probabilities)));
  });
  const rival = items.map((item) => isFound(item, leastOf(pairScores(followers, words, item.ids))));
  return { model, rival };
}

/** Hides each two neighbours in turn, and asks which order is likelier. */
export async function findTurned(
  app: App,
  { words, heldOut, followers }: Material,
): Promise<Found> {
  const items = swappedNeighbours(words, heldOut, LINES, TURN_KEY);
  const questions = items.flatMap(({ ids }) =>
    pairPlaces(words, ids).flatMap((i) => {
      const inputIds = framed(ids.with(i, MASK_ID).with(i + 1, MASK_ID));
      return [ids, turned(ids, i)].map((order) => ({
        ...{ inputIds, blanks: [i + 1, i + 2], answers: [order[i], order[i + 1]] },
      }));
    }),
  );
  const readings = await app.looks.ask(questions);
  let next = 0;
  const likely = () =>
    (readings[next++]?.answers ?? []).reduce((sum, a) => sum + Math.log(a?.probability ?? 0), 0);
  const model = items.map((item) => {
    const scores = new Map(
      pairPlaces(words, item.ids).map((i) => [i, likely() - likely()] as const),
    );
    return isFound(item, leastOf(scores));
  });
  const rival = items.map((item) => isFound(item, leastOf(turnScores(followers, words, item.ids))));
  return { model, rival };
}
