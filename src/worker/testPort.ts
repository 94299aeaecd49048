import { soon } from '../base/testSoon';

/**
 * Stands for `port.ts` (`vi.mock('./port', () => ({ workerPort }))`): a worker's script is spoken to through
 * `wire.ask`, and what it says is in `wire.events`.
 */
export const wire = {
  events: [] as { readonly type: string }[],
  transfers: [] as Transferable[][],
  /** Called with each event, as it comes */
  heard: (_event: { readonly type: string }): void => {},
  ask: (_request: unknown): void => {},
};

/** As if nothing had been said. */
export function resetWire() {
  wire.events.length = 0;
  wire.transfers.length = 0;
  wire.heard = () => {};
}

export const workerPort = () => ({
  post(event: { readonly type: string }, transfer: Transferable[] = []) {
    wire.events.push(event);
    wire.transfers.push(transfer);
    wire.heard(event);
  },
  listen(handler: (request: unknown) => void) {
    wire.ask = handler;
  },
});

/** Waits until it is so, however long that takes. */
export const until = (isSo: () => boolean) =>
  soon(() => {
    if (!isSo()) throw new Error('not yet');
  });
