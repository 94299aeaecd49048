import { useState } from 'react';
import { Line } from 'recharts';
import { ChartFrame, LossAxis, StepAxis } from '../charts/ChartFrame';
import { LevelLines } from '../charts/LevelLines';
import { levelsOf } from '../charts/levels';
import { rowsByStep } from '../charts/rowsByStep';
import type { Condition } from './conditions';
import { OverlayNames } from './OverlayNames';
import { strokeOf } from './strokes';

/** Below this width of the chart, names at the ends are letters only, px. */
const NARROW = 520;
/** Room for the names at the right, px */
const ROOM = { wide: 204, narrow: 68 } as const;

/** Room below the lowest line, nats */
const BELOW = 0.2;

/** Exam loss by step of each run, named at its end, over what simple knowledge would score. */
export default function OverlayChart({ lines }: { lines: readonly Condition[] }) {
  const [width, setWidth] = useState(0);
  const isNarrow = width < NARROW;
  const points = lines.map(({ id, runs }) => ({ id, points: runs[0]!.curves.evals }));
  const evals = points.flatMap((line) => line.points);
  // All took the same exam, so they share its levels; but not every run knows the floors.
  const known = lines.find(({ runs }) => runs[0]!.floors) ?? lines[0]!;
  const { exam, floors } = known.runs[0]!;
  const levels = levelsOf({ ...exam, floors });
  const end = Math.max(1, ...evals.map(({ step }) => step));
  const losses = [...evals, ...levels].map(({ loss }) => loss);
  const top = Math.max(...losses);
  // The lines are close together: an axis from 0 would flatten them.
  const low = Math.max(0, Math.floor(Math.min(...losses) - BELOW));
  return (
    <ChartFrame
      data={rowsByStep(points)}
      margin={{ top: 10, right: isNarrow ? ROOM.narrow : ROOM.wide, bottom: 0, left: 0 }}
      onResize={setWidth}
    >
      <StepAxis end={end} />
      <LossAxis low={low} top={top} />
      <LevelLines levels={levels} />
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
    </ChartFrame>
  );
}
