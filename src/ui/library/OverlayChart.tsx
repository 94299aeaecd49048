import { useState } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCount } from '../../base/format';
import { niceTicks } from '../learning/ticks';
import type { Condition } from './conditions';
import { levelsOf, OverlayNames } from './OverlayNames';
import { strokeOf } from './strokes';

/** Below this width of the chart, names at the ends are letters only, px. */
const NARROW = 520;
/** Room for the names at the right, px */
const ROOM = { wide: 204, narrow: 68 } as const;

/** Room below the lowest line, nats */
const BELOW = 0.2;

/** One row for each step at which some run sat the exam. */
function rowsOf(lines: readonly Condition[]) {
  const rows = new Map<number, Record<string, number>>();
  for (const { id, runs } of lines) {
    for (const { step, loss } of runs[0]!.curves.evals) {
      rows.set(step, { ...rows.get(step), step, [id]: loss });
    }
  }
  return [...rows.values()].sort((a, b) => a.step! - b.step!);
}

/** Exam loss by step of each run, named at its end, over what simple knowledge would score. */
export default function OverlayChart({ lines }: { lines: readonly Condition[] }) {
  const [width, setWidth] = useState(0);
  const isNarrow = width < NARROW;
  const evals = lines.flatMap(({ runs }) => runs[0]!.curves.evals);
  // All sat one exam, so the levels of one are those of all; not every run knows the floors.
  const known = lines.find(({ runs }) => runs[0]!.floors) ?? lines[0]!;
  const levels = levelsOf(known.runs[0]!);
  const end = Math.max(1, ...evals.map(({ step }) => step));
  const losses = [...evals, ...levels].map(({ loss }) => loss);
  const top = Math.max(...losses);
  // Lines that are compared are near each other: what lies far below them would press them flat.
  const low = Math.max(0, Math.floor(Math.min(...losses) - BELOW));
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50} onResize={setWidth}>
      <LineChart
        data={rowsOf(lines)}
        margin={{ top: 10, right: isNarrow ? ROOM.narrow : ROOM.wide, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--rule)" syncWithTicks />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, end]}
          allowDataOverflow
          ticks={niceTicks(end, 4, true)}
          tickFormatter={formatCount}
          height={22}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          type="number"
          domain={[low, top]}
          allowDataOverflow
          ticks={niceTicks(top, (4 * top) / (top - low), false).filter((tick) => tick >= low)}
          width={26}
          tickLine={false}
          axisLine={false}
        />
        {levels.map(({ text, loss, colour }) => (
          <ReferenceLine key={text} y={loss} stroke={colour} strokeDasharray="1 3" />
        ))}
        {lines.map(({ id, place, runs }) => {
          const { colour, dash } = strokeOf(place, runs[0]!.settings.context);
          return (
            <Line
              key={id}
              dataKey={id}
              stroke={colour}
              strokeWidth={2}
              strokeDasharray={dash}
              dot={false}
              activeDot={false}
              connectNulls
              isAnimationActive={false}
            />
          );
        })}
        <OverlayNames lines={lines} levels={levels} isNarrow={isNarrow} />
      </LineChart>
    </ResponsiveContainer>
  );
}
