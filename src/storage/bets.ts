import * as v from 'valibot';

/** What a person bet that a paper's experiment would show, so that it still stands beside the result after a reload. */

const KEY = 'cloze:bets';

/** By experiment, the label of the arm that was bet on */
export type Bets = Readonly<Record<string, string>>;
const Bets = v.fallback(v.record(v.string(), v.string()), {});
const readBets = () => v.parse(Bets, JSON.parse(localStorage.getItem(KEY) ?? '{}'));

/** All bets; none if the browser refuses storage. */
export function loadBets(): Bets {
  try {
    return readBets();
  } catch {
    return {}; // a private window may refuse
  }
}

/** Keeps a bet, or takes it back if there is no label. */
export function saveBet(experimentId: string, label: string | undefined): void {
  try {
    const { [experimentId]: _, ...others } = readBets();
    const bets = label === undefined ? others : { ...others, [experimentId]: label };
    localStorage.setItem(KEY, JSON.stringify(bets));
  } catch {
    // As above: then it lasts as long as the page.
  }
}
