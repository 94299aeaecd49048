import { ReferenceLine } from 'recharts';
import type { Level } from './levelLabels';

/** Levels as dotted lines across the plot: before blue, after amber, both ink, what simple knowledge scores grey. */
export function LevelLines({ levels }: { levels: readonly Level[] }) {
  return levels.map(({ of, text, loss }) => (
    <ReferenceLine
      key={text}
      y={loss}
      stroke={`var(--${{ level: 'line', both: 'ink', left: 'left', right: 'right' }[of]})`}
      strokeDasharray="2 3"
    />
  ));
}
