/** Those who train. They share the machine, so only one does at a time. */
export type Trainee = 'run' | 'experiments';

/** Asks for the machine before anything is trained or loaded for it: whoever has it gives way at once. */
export type RequestMachine = (owner: Trainee) => void;

/** @param giveWay has each stop what it trains, or was about to train; nothing where it does neither */
export function createMachine(giveWay: Readonly<Record<Trainee, () => void>>): RequestMachine {
  return (owner) => {
    if (owner === 'run') giveWay.experiments();
    else giveWay.run();
  };
}
