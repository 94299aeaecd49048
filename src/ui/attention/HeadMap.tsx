import { useEffect, useRef } from 'react';
import type { Direction } from '../../corpus/direction';
import { cellColour } from './cellColour';
import styles from './HeadMap.module.css';
import type { MapColours } from './useMapColours';

interface Props {
  /** [T', T'], row looks at column */
  readonly map: Float32Array;
  readonly size: number;
  /** Columns follow one another as the words of the sentence do */
  readonly dir: Direction;
  readonly colours: MapColours;
  /** Whether the map is the change of another, -1 to 1: ink where there is more, red where less */
  readonly change?: boolean;
}

/** One head as a picture, a pixel a cell. */
export function HeadMap({ map, size, dir, colours, change = false }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context || size === 0) return;
    const image = context.createImageData(size, size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const colour = cellColour(map[i * size + j]!, i, j, colours, change);
        const at = 4 * (i * size + j);
        image.data.set(colour, at);
        image.data[at + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  }, [map, size, colours, change]);
  return <canvas ref={ref} width={size} height={size} dir={dir} className={styles.canvas} />;
}
