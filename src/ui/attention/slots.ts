/** One mark of the scrubber: the index of the moment that it stands for, or none yet. */
export type Slot = number | undefined;

/**
 * The scrubber's marks: the moments there are, then as many as are still to come; evenly picked where they are more than
 * `most`. The first and the newest moment always have one.
 */
export function slotsFor(moments: number, ahead: number, most: number): readonly Slot[] {
  const total = moments + ahead;
  if (total <= most) return Array.from({ length: total }, (_, i) => (i < moments ? i : undefined));
  const taken = Math.min(
    most,
    Math.max(Math.min(2, moments), Math.round((most * moments) / total)),
  );
  return Array.from({ length: most }, (_, m) => {
    if (m >= taken) return undefined;
    return taken === 1 ? 0 : Math.round((m * (moments - 1)) / (taken - 1));
  });
}

/** The mark nearest to moment `at`, as an index into `slots`. */
export function slotOf(slots: readonly Slot[], at: number): number {
  let best = 0;
  slots.forEach((slot, m) => {
    const nearest = slots[best] ?? Number.POSITIVE_INFINITY;
    if (slot !== undefined && Math.abs(slot - at) < Math.abs(nearest - at)) best = m;
  });
  return best;
}
