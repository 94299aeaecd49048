import type { Stroke } from './strokes';

/** The line of a run, as it is drawn in the chart. */
export function Swatch({ stroke: { colour, dash } }: { stroke: Stroke }) {
  return (
    <svg width="26" height="8" aria-hidden="true">
      <line x1="0" x2="26" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}
