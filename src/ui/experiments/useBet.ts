import { useState } from 'react';
import { loadBet, saveBet } from '../../storage/bets';

/** What the person has bet that an experiment will show: the label of an arm. */
export function useBet(experimentId: string) {
  const [bet, setBet] = useState(() => loadBet(experimentId));
  const place = (label: string | undefined) => {
    setBet(label);
    saveBet(experimentId, label);
  };
  return [bet, place] as const;
}
