import { indexAtShare } from '../../base/search';
import { MASK_ID } from '../../tokenizer/vocabulary';
import type { Asked, Reader, Row } from '../reader';
import { likeliest, suggestions } from '../score/guesses';

/** How blanks are filled. */
export type Method = 'maskPredict' | 'easyFirst' | 'gibbs' | 'atOnce';

/** A text as the model reads it, and its places that are to be filled. */
export interface Draft {
  /** [T'] */
  readonly ids: Int32Array;
  /** Ascending */
  readonly places: readonly number[];
}

export interface Written {
  readonly place: number;
  readonly id: number;
  readonly p: number;
}

/** One step of filling a draft. */
export interface Step {
  /** [T'] after it */
  readonly ids: Int32Array;
  readonly wrote: readonly Written[];
  /** Places that are hidden again for the next step */
  readonly hides: readonly number[];
}

/** Rounds of Mask-Predict at most: more words than that are written several at a time. */
const MOST_ROUNDS = 10;
/** How often Gibbs sampling draws each word */
const SWEEPS = 8;

type Filling = Generator<Row, void, Asked>;

interface Pen {
  readonly draft: Draft;
  readonly next: () => number;
  readonly steps: Step[];
  /** The likeliest word at blank `m`, and one that is drawn */
  best(asked: Asked, m: number): Omit<Written, 'place'>;
  drawn(asked: Asked, m: number): Omit<Written, 'place'>;
}

function hidden(ids: Int32Array, places: readonly number[]): Row {
  const row = ids.slice();
  for (const place of places) row[place] = MASK_ID;
  return { ids: row, places };
}

/**
 * Mask-Predict (Ghazvininejad et al., EMNLP 2019): writes all blanks at once, hides those again that it was least sure of,
 * and so on, each round fewer of them.
 */
function* maskPredict({ draft, steps, best }: Pen, rounds: number): Filling {
  const { places } = draft;
  const N = places.length;
  let { ids } = hidden(draft.ids, places);
  let open = places;
  const sureness = new Map<number, number>();
  for (let t = 1; t <= rounds; t++) {
    const asked = yield hidden(ids, open);
    ids = ids.slice();
    const wrote = open.map((place, m) => ({ place, ...best(asked, m) }));
    for (const { place, id, p } of wrote) {
      ids[place] = id;
      sureness.set(place, p);
    }
    const least = places.toSorted((a, b) => sureness.get(a)! - sureness.get(b)!);
    open = least.slice(0, Math.floor((N * (rounds - t)) / rounds)).sort((a, b) => a - b);
    steps.push({ ids, wrote, hides: open });
  }
}

/** One word at a time, where the model is surest; the word is drawn. */
function* easyFirst({ draft, steps, best, drawn }: Pen): Filling {
  let { ids } = hidden(draft.ids, draft.places);
  let open = draft.places;
  while (open.length > 0) {
    const asked = yield hidden(ids, open);
    const sure = open.map((_, m) => best(asked, m).p);
    const m = sure.indexOf(Math.max(...sure));
    const wrote = { place: open[m]!, ...drawn(asked, m) };
    ids = ids.with(wrote.place, wrote.id);
    open = open.toSpliced(m, 1);
    steps.push({ ids, wrote: [wrote], hides: [] });
  }
}

/** Gibbs sampling (Wang and Cho, NeuralGen 2019): hides one word after the other, in a random order, and draws it anew. */
function* gibbs({ draft, next, steps, drawn }: Pen): Filling {
  let { ids } = hidden(draft.ids, draft.places);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const order = draft.places.map((place) => ({ place, at: next() })).sort((a, b) => a.at - b.at);
    for (const { place } of order) {
      const asked = yield hidden(ids, [place]);
      const wrote = { place, ...drawn(asked, 0) };
      ids = ids.with(place, wrote.id);
      steps.push({ ids, wrote: [wrote], hides: [] });
    }
  }
}

function filling(method: Method, pen: Pen): Filling {
  if (method === 'easyFirst') return easyFirst(pen);
  if (method === 'gibbs') return gibbs(pen);
  return maskPredict(pen, method === 'atOnce' ? 1 : Math.min(MOST_ROUNDS, pen.draft.places.length));
}

/**
 * Fills the blanks of drafts, all drafts side by side. Special tokens, labels and pieces of words are never written.
 *
 * @param next random numbers of each draft
 * @returns the steps of each draft; the last has the result
 */
export async function fill(
  reader: Reader,
  drafts: readonly Draft[],
  method: Method,
  next: (draft: number) => () => number,
  onRound: () => Promise<void> = async () => {},
): Promise<readonly (readonly Step[])[]> {
  const { vocabulary } = reader;
  const may = suggestions(vocabulary);
  const best = (asked: Asked, m: number) => {
    const { id, p } = likeliest(asked.logProbabilities(m), vocabulary, 1)[0]!;
    return { id, p };
  };
  const pens = drafts.map((draft, d): Pen => {
    const random = next(d);
    return {
      ...{ draft, next: random, steps: [], best },
      drawn(asked, m) {
        const logP = asked.logProbabilities(m);
        let sum = 0;
        const sums = Float64Array.from(logP, (p, id) => (sum += may[id] ? Math.exp(p) : 0));
        const id = indexAtShare(sums, random());
        return { id, p: Math.exp(logP[id]!) };
      },
    };
  });
  let open = pens.map((pen) => {
    const steps = filling(method, pen);
    return { steps, row: steps.next() };
  });
  for (open = open.filter(({ row }) => !row.done); open.length > 0; ) {
    const asked = await reader.ask(open.map(({ row }) => row.value as Row));
    open = open
      .map(({ steps }, i) => ({ steps, row: steps.next(asked[i]!) }))
      .filter(({ row }) => !row.done);
    await onRound();
  }
  return pens.map(({ steps }) => steps);
}
