/**
 * Does the work while the page watches its frames: the longest time between two, ms; undefined where it draws none, as in
 * the background.
 */
export type WatchFrames = <R>(
  work: () => Promise<R>,
) => Promise<{ readonly result: R; readonly longest: number | undefined }>;

/** A page that draws answers within a frame, however busy it is. After so long nobody watches, ms. */
const PATIENCE_MS = 1000;

/** Asks the page by a message `watchFrames` with a port, which `client/frames.ts` answers. */
export function createFrameWatch(
  post: (message: { type: 'watchFrames'; port: MessagePort }, transfer: Transferable[]) => void,
): WatchFrames {
  return async (work) => {
    const { port1, port2 } = new MessageChannel();
    const answer = () =>
      new Promise<number | undefined>((resolve) => {
        const late = setTimeout(() => resolve(undefined), PATIENCE_MS);
        port1.onmessage = ({ data }: MessageEvent<{ readonly longest?: number }>) => {
          clearTimeout(late);
          resolve(data.longest);
        };
      });
    try {
      const first = answer();
      post({ type: 'watchFrames', port: port2 }, [port2]);
      const isWatched = (await first) !== undefined;
      const result = await work();
      if (!isWatched) return { result, longest: undefined };
      const longest = answer();
      port1.postMessage('end');
      return { result, longest: await longest };
    } finally {
      port1.close();
    }
  };
}
