/** A box, px */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Between the word and the pop-over, and between the pop-over and the edge of the screen, px */
const GAP = 6;
const MARGIN = 8;

/**
 * Where the pop-over of a word stands, within the screen: below the word, or above it where there is no room below, and
 * moved to the left where it would be cut at the right.
 */
export function popoverPlace(
  word: Box,
  { width, height }: Pick<Box, 'width' | 'height'>,
  screen: Pick<Box, 'width' | 'height'>,
): { readonly left: number; readonly top: number } {
  const below = word.top + word.height + GAP;
  const above = word.top - GAP - height;
  const fitsBelow = below + height <= screen.height - MARGIN;
  const rightmost = screen.width - MARGIN - width;
  return {
    left: Math.max(MARGIN, Math.min(word.left, rightmost)),
    top: fitsBelow || above < MARGIN ? below : above,
  };
}
