import { formatCount } from '../../base/format';
import type { View } from '../../protocol/look';

const CONTEXT_NOTES = {
  both: 'row looks at column',
  left: 'before only: nothing above the diagonal',
  right: 'after only: nothing below the diagonal',
} as const;

/** What the maps of a view show: its own context counts, for a recording may be older than the one that is set now. */
export function mapNote({ step, context }: Pick<View, 'step' | 'context'>, minus?: string): string {
  const at = `step ${formatCount(step)}`;
  return minus === undefined ? `${at} · ${CONTEXT_NOTES[context]}` : `${at} minus ${minus}`;
}
