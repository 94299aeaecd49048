/** The part of a service worker's global scope that is used. TypeScript has it only in a library that shuts out the page's. */
interface LateEvent extends Event {
  /** The browser keeps the worker alive until then. */
  waitUntil(work: Promise<unknown>): void;
}

export interface ServiceWorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      type: 'window';
      includeUncontrolled: boolean;
    }): Promise<readonly { readonly url: string }[]>;
  };
  /** What to keep: the build writes it. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
  skipWaiting(): Promise<void>;
  addEventListener(type: 'activate', on: (event: LateEvent) => void): void;
  addEventListener(type: 'message', on: (event: LateEvent & MessageEvent) => void): void;
}
