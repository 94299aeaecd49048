/**
 * Watches the page's frames for a worker (`worker/watchFrames.ts`). Says so once the first is drawn, and at the worker's next
 * message the longest time between two, ms; none where the page is in the background.
 */
export function watchFrames(port: MessagePort): void {
  let before = Number.NaN;
  let longest = 0;
  let isWatching = true;
  /** Frames come late or not at all in the background. */
  let wasHidden = document.hidden;
  const note = () => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    wasHidden ||= document.hidden;
  };
  const onFrame = () => {
    if (!isWatching) return;
    note();
    requestAnimationFrame(onFrame);
  };
  port.onmessage = () => {
    note(); // the next may be overdue
    isWatching = false;
    port.postMessage(wasHidden ? {} : { longest });
    port.close();
  };
  if (wasHidden) {
    port.postMessage({});
    return;
  }
  requestAnimationFrame(() => {
    before = performance.now();
    port.postMessage({ longest });
    requestAnimationFrame(onFrame);
  });
}
