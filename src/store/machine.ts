/** Those who train. They share the machine, so only one does at a time. */
export type Trainee = 'run' | 'experiments' | 'uses';

/** Asks for the machine before anything is trained or loaded for it: whoever has it gives way at once. */
export type RequestMachine = (owner: Trainee) => void;

/** @param giveWay has each stop what it trains, or was about to train; nothing where it does neither. Told who comes instead */
export function createMachine(
  giveWay: Readonly<Record<Trainee, (owner: Trainee) => void>>,
): RequestMachine {
  return (owner) => {
    for (const trainee of Object.keys(giveWay) as Trainee[]) {
      if (trainee !== owner) giveWay[trainee](owner);
    }
  };
}
