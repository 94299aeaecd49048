/** The worker's side of a typed message channel. */
export interface Port<Request, Event> {
  post(event: Event, transfer?: Transferable[]): void;
  listen(handler: (request: Request) => void): void;
}

/** The only place where the worker's global scope is touched, and its messages given their types. */
export function workerPort<Request, Event>(): Port<Request, Event> {
  const scope = globalThis as unknown as {
    postMessage(message: Event, transfer: Transferable[]): void;
    addEventListener(type: 'message', handler: (event: MessageEvent<Request>) => void): void;
  };
  return {
    post: (event, transfer = []) => scope.postMessage(event, transfer),
    listen: (handler) => scope.addEventListener('message', (event) => handler(event.data)),
  };
}
