import * as v from 'valibot';

/** What a person bet that a paper's experiment would show, so that it still stands beside the result after a reload. */

const KEY = 'cloze:bets';

/** By experiment, the label of an arm */
const Bets = v.fallback(v.record(v.string(), v.string()), {});
const loadBets = () => v.parse(Bets, JSON.parse(localStorage.getItem(KEY) ?? '{}'));

/** The label of the arm that was bet on; undefined if there is no bet. */
export function loadBet(experimentId: string): string | undefined {
  try {
    return loadBets()[experimentId];
  } catch {
    return undefined; // a private window may refuse
  }
}

/** Keeps a bet, or takes it back if there is no label. */
export function saveBet(experimentId: string, label: string | undefined): void {
  try {
    const { [experimentId]: _, ...others } = loadBets();
    const bets = label === undefined ? others : { ...others, [experimentId]: label };
    localStorage.setItem(KEY, JSON.stringify(bets));
  } catch {
    // As above: then it lasts as long as Experiments is shown.
  }
}
