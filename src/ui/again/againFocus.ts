/** "Again with…", while it stands on the page */
let trigger: HTMLElement | null = null;
let isWanted = false;

/** Notes where "Again with…" stands; a ref callback. */
export function noteAgainTrigger(element: HTMLElement | null): void {
  trigger = element;
  // Only where nothing else has been focused meanwhile.
  if (element && isWanted && document.activeElement === document.body) focusAgain();
}

/**
 * Gives "Again with…" the focus, now or once it is there: for a button that goes away when it is pressed, and would leave
 * the focus at the top of the page. The page does not scroll, as the person may be reading elsewhere.
 */
export function focusAgain(): void {
  isWanted = trigger === null;
  trigger?.focus({ preventScroll: true });
}
