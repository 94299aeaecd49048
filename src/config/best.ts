/**
 * A state counts as worse than the best from this much held-out loss on, nats: less does not show in the two decimals of
 * the page.
 */
export const WORSE_BY = 0.01;
