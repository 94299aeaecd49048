import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { Place } from './labels';

/** Where the plot and its values lie, in px, for what is drawn within a chart; undefined until it is laid out. */
export function usePlace(): Place | undefined {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (!x || !y || !area) return undefined;
  return {
    frame: { left: area.x, top: area.y, width: area.width, height: area.height },
    x: (step) => x(step) ?? 0,
    y: (loss) => y(loss) ?? 0,
  };
}
