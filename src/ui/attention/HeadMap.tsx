import { useEffect, useRef } from 'react';
import type { Direction } from '../../corpus/direction';
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

const GAMMA = 0.65;

/**
 * One head as a picture, a pixel a cell: blue where a token looks at what stands before it, amber after,
 * ink at itself.
 * Weak attention is raised (`GAMMA`): spread over twenty tokens it would be invisible.
 */
export function HeadMap({ map, size, dir, colours, change = false }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context || size === 0) return;
    const image = context.createImageData(size, size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const value = map[i * size + j]!;
        const strength = Math.min(1, Math.abs(value)) ** GAMMA;
        const side = j < i ? colours.left : colours.right;
        const moved = value < 0 ? colours.less : colours.self;
        const looks = i === j ? colours.self : side;
        const colour = change ? moved : looks;
        const at = 4 * (i * size + j);
        for (let c = 0; c < 3; c++) {
          image.data[at + c] = colours.empty[c]! + (colour[c]! - colours.empty[c]!) * strength;
        }
        image.data[at + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  }, [map, size, colours, change]);
  return <canvas ref={ref} width={size} height={size} dir={dir} className={styles.canvas} />;
}
